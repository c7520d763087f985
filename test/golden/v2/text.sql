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
INSERT INTO "events" VALUES (1, 'sevt_01a1f96bbb2174d9af82976ce28a6f71', 'session.created', 1795185949473, '{"seq":1,"id":"sevt_01a1f96bbb2174d9af82976ce28a6f71","created_at":"2026-11-20T14:45:49.473Z","type":"session.created","session_id":"sesn_01a1f96bbaed72c8809e30cbc6c8a09d","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f96bbd7b766f90d760328aecb648', 'user.message', 1795185950075, '{"seq":2,"id":"sevt_01a1f96bbd7b766f90d760328aecb648","created_at":"2026-11-20T14:45:50.075Z","type":"user.message","message_id":"msg_01a1f96bbd6574c68da77f30a379162d","content":[{"type":"text","text":"[{\"thinking\":\"Hm.\",\"text\":\"Grüße, 世界 👋 ''quoted'' \\\\ back\\nline.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f96bbd7b766f90d764a98081e156', 'session.status_running', 1795185950075, '{"seq":3,"id":"sevt_01a1f96bbd7b766f90d764a98081e156","created_at":"2026-11-20T14:45:50.075Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f96bbd9373dd8e0aa5dfd9bf7bf1', 'span.model_request_start', 1795185950106, '{"seq":4,"id":"sevt_01a1f96bbd9373dd8e0aa5dfd9bf7bf1","created_at":"2026-11-20T14:45:50.106Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f96bbda37194b2576d4187c1ebf4', 'agent.thinking', 1795185950121, '{"seq":5,"id":"sevt_01a1f96bbda37194b2576d4187c1ebf4","created_at":"2026-11-20T14:45:50.121Z","type":"agent.thinking","message_id":"msg_01a1f96bbd9a71889373a46f74f1f7a9","content":[{"type":"thinking","thinking":"Hm.","signature":"offline_7d3e123b67371be302b8814f8040db9a"}],"message_index":1,"parent_message_id":"msg_01a1f96bbd6574c68da77f30a379162d"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f96bbda876c095db5aed8b657b68', 'agent.message', 1795185950121, '{"seq":6,"id":"sevt_01a1f96bbda876c095db5aed8b657b68","created_at":"2026-11-20T14:45:50.121Z","type":"agent.message","message_id":"msg_01a1f96bbd9a71889373a46f74f1f7a9","content":[{"type":"text","text":"Grüße, 世界 👋 ''quoted'' \\ back\nline.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f96bbd6574c68da77f30a379162d"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f96bbda97136829b23ab96f6f3ac', 'span.model_request_end', 1795185950121, '{"seq":7,"id":"sevt_01a1f96bbda97136829b23ab96f6f3ac","created_at":"2026-11-20T14:45:50.121Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f96bbd9373dd8e0aa5dfd9bf7bf1","time_to_first_token_ms":21,"duration_ms":22,"message_id":"msg_01a1f96bbd9a71889373a46f74f1f7a9","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":10,"cache_creation_input_tokens":733,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f96bbda97136829b26b2f4ecf960', 'session.status_idle', 1795185950121, '{"seq":8,"id":"sevt_01a1f96bbda97136829b26b2f4ecf960","created_at":"2026-11-20T14:45:50.121Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f96bbef971d1974071be7f9e04d9', 'user.message', 1795185950457, '{"seq":9,"id":"sevt_01a1f96bbef971d1974071be7f9e04d9","created_at":"2026-11-20T14:45:50.457Z","type":"user.message","message_id":"msg_01a1f96bbef971d1974067b58ae5d231","content":[{"type":"text","text":"[{\"text\":\"two\"}]"}],"on_busy":"queue","message_index":2,"parent_message_id":"msg_01a1f96bbd9a71889373a46f74f1f7a9"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (10, 'sevt_01a1f96bbef971d1974076be62877e04', 'session.status_running', 1795185950457, '{"seq":10,"id":"sevt_01a1f96bbef971d1974076be62877e04","created_at":"2026-11-20T14:45:50.457Z","type":"session.status_running","turn":2,"inputs":[9]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (11, 'sevt_01a1f96bbf26742b8968099a1ba7c87e', 'span.model_request_start', 1795185950504, '{"seq":11,"id":"sevt_01a1f96bbf26742b8968099a1ba7c87e","created_at":"2026-11-20T14:45:50.504Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f96bbf3375c5a838e998264286ba', 'agent.message', 1795185950515, '{"seq":12,"id":"sevt_01a1f96bbf3375c5a838e998264286ba","created_at":"2026-11-20T14:45:50.515Z","type":"agent.message","message_id":"msg_01a1f96bbf28772195d353370a724c01","content":[{"type":"text","text":"two","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1f96bbef971d1974067b58ae5d231"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f96bbf3375c5a838eda649405a93', 'span.model_request_end', 1795185950515, '{"seq":13,"id":"sevt_01a1f96bbf3375c5a838eda649405a93","created_at":"2026-11-20T14:45:50.515Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f96bbf26742b8968099a1ba7c87e","time_to_first_token_ms":13,"duration_ms":13,"message_id":"msg_01a1f96bbf28772195d353370a724c01","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":14,"cache_read_input_tokens":732},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f96bbf3375c5a838f3edade947cd', 'session.status_idle', 1795185950515, '{"seq":14,"id":"sevt_01a1f96bbf3375c5a838f3edade947cd","created_at":"2026-11-20T14:45:50.515Z","type":"session.status_idle","turn":2,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/0d64c79d-0087-4703-b1fb-915eb7e9d68b', 'a2117f8665c5aa98f974803d8bf6fd8744d020958484cc5141fe4227bc4a2609', '[9]', 1795272350457);
INSERT INTO "idempotency" VALUES ('admin/9aac4b5c-c5bc-4437-b3eb-f06ff5d29ecd', '6a67f1168becc11dc1cfde70c377f11b7efdefe26629937b1cacee9c1fc547af', '{"id":"sesn_01a1f96bbaed72c8809e30cbc6c8a09d","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f96bbd6574c68da77f30a379162d","seq":2,"receipt":"started"}', 1795272350076);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["uaf480ba57f4f"],["aa93af9c07e29","a378ff8246a58"],["ufd50b7fb51e5"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f96bbb1f70ac94e5a3cfc48f9cf1');
INSERT INTO "meta" VALUES ('published_seq', 14);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f96bbaed72c8809e30cbc6c8a09d","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"created_at":"2026-11-20T14:45:49.473Z","updated_at":"2026-11-20T14:45:50.515Z","started_at":"2026-11-20T14:45:50.075Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1f96bbf28772195d353370a724c01","message_index":3,"parent_message_id":"msg_01a1f96bbef971d1974067b58ae5d231"},"turn_count":2,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":747,"compacted_tokens":0},"compaction":null,"active_ms":104}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
