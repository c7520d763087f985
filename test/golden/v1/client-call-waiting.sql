CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    );
CREATE TABLE entries (
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT,
      target TEXT,
      size_bytes INTEGER NOT NULL,
      mode INTEGER NOT NULL,
      modified_at_ms INTEGER NOT NULL,
      PRIMARY KEY (parent, name)
    ) WITHOUT ROWID;
CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        type TEXT NOT NULL,
        at INTEGER NOT NULL,
        body TEXT NOT NULL,
        actor TEXT
      );
INSERT INTO "events" VALUES (1, 'sevt_01a1f91515987138bdbaf2a38192a858', 'session.created', 1795180271000, '{"seq":1,"id":"sevt_01a1f91515987138bdbaf2a38192a858","created_at":"2026-11-20T13:11:11.000Z","type":"session.created","session_id":"sesn_01a1f91514e77758be8ae01189787a18","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f91518bf7130a9a27d6a01999772', 'user.message', 1795180271807, '{"seq":2,"id":"sevt_01a1f91518bf7130a9a27d6a01999772","created_at":"2026-11-20T13:11:11.807Z","type":"user.message","message_id":"msg_01a1f91518bf7130a9a273b21d6840e3","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"ask_person\",\"input\":{\"question\":\"which?\"}}]},{\"text\":\"{{last_result}}\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f91518bf7130a9a28228976f254c', 'session.status_running', 1795180271807, '{"seq":3,"id":"sevt_01a1f91518bf7130a9a28228976f254c","created_at":"2026-11-20T13:11:11.807Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f91518bf7130a9a2873eff7761fc', 'span.model_request_start', 1795180271807, '{"seq":4,"id":"sevt_01a1f91518bf7130a9a2873eff7761fc","created_at":"2026-11-20T13:11:11.807Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f91518ff74818bdb87688b969210', 'agent.custom_tool_use', 1795180271872, '{"seq":5,"id":"sevt_01a1f91518ff74818bdb87688b969210","created_at":"2026-11-20T13:11:11.872Z","type":"agent.custom_tool_use","message_id":"msg_01a1f91518bf7130a9a28b1e009aa96a","name":"ask_person","input":{"question":"which?"},"block":{"type":"tool_use","id":"toolu_offline_9c823bd6e074d81e_0","name":"ask_person","input":{"question":"which?"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f91518bf7130a9a273b21d6840e3"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f91519007552805bb2ff4ea0a957', 'span.model_request_end', 1795180271872, '{"seq":6,"id":"sevt_01a1f91519007552805bb2ff4ea0a957","created_at":"2026-11-20T13:11:11.872Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f91518bf7130a9a2873eff7761fc","time_to_first_token_ms":null,"duration_ms":64,"message_id":"msg_01a1f91518bf7130a9a28b1e009aa96a","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":8,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f91519007552805bb7a1647a6b42', 'session.status_idle', 1795180271872, '{"seq":7,"id":"sevt_01a1f91519007552805bb7a1647a6b42","created_at":"2026-11-20T13:11:11.872Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"requires_action","event_ids":["sevt_01a1f91518ff74818bdb87688b969210"]},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/ecc2456f-3e68-47e2-bb89-0d6c6d294be3', '68a535e2deb87cc7a07baa0bdad3327f6e6da84aca82c929f84a1f0d3d3caa31', '{"id":"sesn_01a1f91514e77758be8ae01189787a18","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f91518bf7130a9a273b21d6840e3","seq":2,"receipt":"started"}', 1795266671807);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f91515987138bdbaeeccdff3c7d9');
INSERT INTO "meta" VALUES ('published_seq', 7);
INSERT INTO "meta" VALUES ('schema_version', 1);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f91514e77758be8ae01189787a18","user_id":"admin","status":"waiting","last_stop_reason":"requires_action","error_message":null,"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T13:11:11.000Z","updated_at":"2026-11-20T13:11:11.872Z","started_at":"2026-11-20T13:11:11.807Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f91518bf7130a9a28b1e009aa96a","message_index":1,"parent_message_id":"msg_01a1f91518bf7130a9a273b21d6840e3"},"turn_count":0,"turn":{"number":1,"started_seq":3,"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"calls":[{"id":"sevt_01a1f91518ff74818bdb87688b969210","seq":5,"name":"ask_person","status":"waiting","attempts":0}],"interrupted":false,"suspended":false,"continuations":0,"ended":null},"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
