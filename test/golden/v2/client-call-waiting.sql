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
INSERT INTO "events" VALUES (1, 'sevt_01a1f938630d712abaab5777de06e723', 'session.created', 1795182584589, '{"seq":1,"id":"sevt_01a1f938630d712abaab5777de06e723","created_at":"2026-11-20T13:49:44.589Z","type":"session.created","session_id":"sesn_01a1f93862b77134bc8fb247c0bd15fb","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f938650677458e1733aa80a4c436', 'user.message', 1795182585094, '{"seq":2,"id":"sevt_01a1f938650677458e1733aa80a4c436","created_at":"2026-11-20T13:49:45.094Z","type":"user.message","message_id":"msg_01a1f938650677458e17272eda379845","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"ask_person\",\"input\":{\"question\":\"which?\"}}]},{\"text\":\"{{last_result}}\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f938650677458e1736d586d98fe0', 'session.status_running', 1795182585094, '{"seq":3,"id":"sevt_01a1f938650677458e1736d586d98fe0","created_at":"2026-11-20T13:49:45.094Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f938650776e6ac1aaa536c6ae1d2', 'span.model_request_start', 1795182585095, '{"seq":4,"id":"sevt_01a1f938650776e6ac1aaa536c6ae1d2","created_at":"2026-11-20T13:49:45.095Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f93865287251b4448099303b690e', 'agent.custom_tool_use', 1795182585128, '{"seq":5,"id":"sevt_01a1f93865287251b4448099303b690e","created_at":"2026-11-20T13:49:45.128Z","type":"agent.custom_tool_use","message_id":"msg_01a1f938650776e6ac1aaf85886edc7a","name":"ask_person","input":{"question":"which?"},"block":{"type":"tool_use","id":"toolu_offline_9c823bd6e074d81e_0","name":"ask_person","input":{"question":"which?"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f938650677458e17272eda379845"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f93865287251b444874510a5ea59', 'span.model_request_end', 1795182585128, '{"seq":6,"id":"sevt_01a1f93865287251b444874510a5ea59","created_at":"2026-11-20T13:49:45.128Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f938650776e6ac1aaa536c6ae1d2","time_to_first_token_ms":null,"duration_ms":32,"message_id":"msg_01a1f938650776e6ac1aaf85886edc7a","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":8,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f93865287251b444896520e89aa7', 'session.status_idle', 1795182585128, '{"seq":7,"id":"sevt_01a1f93865287251b444896520e89aa7","created_at":"2026-11-20T13:49:45.128Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"requires_action","event_ids":["sevt_01a1f93865287251b4448099303b690e"]},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/a9c584de-a49d-4f88-bdb4-30aab98423ae', 'da0de8c5b685a203dd924d2f1fde261e5213ba310562d2c4a6ba9bfff93095a4', '{"id":"sesn_01a1f93862b77134bc8fb247c0bd15fb","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f938650677458e17272eda379845","seq":2,"receipt":"started"}', 1795268985094);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f938630d712abaab517a574ff326');
INSERT INTO "meta" VALUES ('published_seq', 7);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f93862b77134bc8fb247c0bd15fb","user_id":"admin","status":"waiting","last_stop_reason":"requires_action","error_message":null,"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T13:49:44.589Z","updated_at":"2026-11-20T13:49:45.128Z","started_at":"2026-11-20T13:49:45.094Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f938650776e6ac1aaf85886edc7a","message_index":1,"parent_message_id":"msg_01a1f938650677458e17272eda379845"},"turn_count":0,"turn":{"number":1,"started_seq":3,"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"calls":[{"id":"sevt_01a1f93865287251b4448099303b690e","seq":5,"name":"ask_person","status":"waiting","attempts":0}],"interrupted":false,"suspended":false,"continuations":0,"ended":null},"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
