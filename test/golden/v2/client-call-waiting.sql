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
CREATE TABLE event_parts (
        seq INTEGER NOT NULL,
        part INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (seq, part)
      ) WITHOUT ROWID;
CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        type TEXT NOT NULL,
        at INTEGER NOT NULL,
        body TEXT NOT NULL,
        actor TEXT
      );
INSERT INTO "events" VALUES (1, 'sevt_01a1f9cb6b5c7466b4362b8c4d4e5b53', 'session.created', 1795192220508, '{"seq":1,"id":"sevt_01a1f9cb6b5c7466b4362b8c4d4e5b53","created_at":"2026-11-20T16:30:20.508Z","type":"session.created","session_id":"sesn_01a1f9cb6a6271ce9dd83f25c9d70ad0","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9cb6c6d7567a408b9a82b9bd400', 'user.message', 1795192220781, '{"seq":2,"id":"sevt_01a1f9cb6c6d7567a408b9a82b9bd400","created_at":"2026-11-20T16:30:20.781Z","type":"user.message","message_id":"msg_01a1f9cb6c6d7567a408ae5c1d40a743","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"ask_person\",\"input\":{\"question\":\"which?\"}}]},{\"text\":\"{{last_result}}\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9cb6c6d7567a408bd17aa67cf77', 'session.status_running', 1795192220781, '{"seq":3,"id":"sevt_01a1f9cb6c6d7567a408bd17aa67cf77","created_at":"2026-11-20T16:30:20.781Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9cb6cc674c4bdece6efe6b73fa8', 'span.model_request_start', 1795192220870, '{"seq":4,"id":"sevt_01a1f9cb6cc674c4bdece6efe6b73fa8","created_at":"2026-11-20T16:30:20.870Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9cb6ce5758681c025a4e061e5f1', 'agent.custom_tool_use', 1795192220901, '{"seq":5,"id":"sevt_01a1f9cb6ce5758681c025a4e061e5f1","created_at":"2026-11-20T16:30:20.901Z","type":"agent.custom_tool_use","message_id":"msg_01a1f9cb6cc674c4bdece8dcd416db63","name":"ask_person","input":{"question":"which?"},"block":{"type":"tool_use","id":"toolu_offline_9c823bd6e074d81e_0","name":"ask_person","input":{"question":"which?"},"caller":{"type":"direct"}},"deadline":"2026-11-27T16:30:20.901Z","message_index":1,"parent_message_id":"msg_01a1f9cb6c6d7567a408ae5c1d40a743"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f9cb6ce5758681c0293d446a5b97', 'span.model_request_end', 1795192220901, '{"seq":6,"id":"sevt_01a1f9cb6ce5758681c0293d446a5b97","created_at":"2026-11-20T16:30:20.901Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9cb6cc674c4bdece6efe6b73fa8","time_to_first_token_ms":null,"duration_ms":31,"message_id":"msg_01a1f9cb6cc674c4bdece8dcd416db63","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":8,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9cb6ce5758681c02f71f974b06c', 'session.status_idle', 1795192220901, '{"seq":7,"id":"sevt_01a1f9cb6ce5758681c02f71f974b06c","created_at":"2026-11-20T16:30:20.901Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"requires_action","event_ids":["sevt_01a1f9cb6ce5758681c025a4e061e5f1"]},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/92c2d6f4-b711-4dd3-ac05-8d1e5da53331', 'b8db359810bb898065276f5f9df454133fa1fc031c0ee400d1c8a34869ef0f08', '{"id":"sesn_01a1f9cb6a6271ce9dd83f25c9d70ad0","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9cb6c6d7567a408ae5c1d40a743","seq":2,"receipt":"started"}', 1795278620781);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","8482bb91a225","6de1b94a0f01"],"system":["036cb01416f5"],"messages":[["u2bd09ddecd1e"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9cb6b5c7466b43627171a566659');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":2,"hash":"7f749653e166fed53769102ab2c2765957340de61254bd4b05e3146ff5c69c23"},"tally":{"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"last_message_id":"msg_01a1f9cb6cc674c4bdece8dcd416db63","active_ms":120,"running_since":null,"timed_call_count":0,"tool_ms":0,"settled_call_count":0,"model_call_count":1,"turn_end_count":1},"at_ms":1795192220981}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9cb6a6271ce9dd83f25c9d70ad0","user_id":"admin","status":"waiting","last_stop_reason":"requires_action","error_message":null,"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T16:30:20.508Z","updated_at":"2026-11-20T16:30:20.901Z","started_at":"2026-11-20T16:30:20.781Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f9cb6cc674c4bdece8dcd416db63","message_index":1,"parent_message_id":"msg_01a1f9cb6c6d7567a408ae5c1d40a743"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":null,"inputs":[2],"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"in_line":false,"calls":[{"id":"sevt_01a1f9cb6ce5758681c025a4e061e5f1","seq":5,"name":"ask_person","status":"waiting","attempts":0,"deadline":"2026-11-27T16:30:20.901Z","requested_seq":null,"granted_seq":null}],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[],"context":{"from_seq":0,"tokens":766,"compacted_tokens":0},"compaction":null,"active_ms":120,"due":{"session_start":null,"prompts":[],"results":[],"notice":{"type":"client_tool","message":"Waiting for the result of ask_person","seq":7},"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null}}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
