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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9cb6a07760c9bca3d0f1bd8afb1', 'session.created', 1795192220163, '{"seq":1,"id":"sevt_01a1f9cb6a07760c9bca3d0f1bd8afb1","created_at":"2026-11-20T16:30:20.163Z","type":"session.created","session_id":"sesn_01a1f9cb69c3741abac0ede8d9a4c1d0","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9cb6c2e7086855c7b18ff1c6a8f', 'user.message', 1795192220718, '{"seq":2,"id":"sevt_01a1f9cb6c2e7086855c7b18ff1c6a8f","created_at":"2026-11-20T16:30:20.718Z","type":"user.message","message_id":"msg_01a1f9cb6c2e7086855c6ce0062e0d68","content":[{"type":"text","text":"[{\"thinking\":\"Hm.\",\"text\":\"Grüße, 世界 👋 ''quoted'' \\\\ back\\nline.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9cb6c2e7086855c7e65312e2d65', 'session.status_running', 1795192220718, '{"seq":3,"id":"sevt_01a1f9cb6c2e7086855c7e65312e2d65","created_at":"2026-11-20T16:30:20.718Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9cb6c3874daaf51f8ebfce24c3c', 'span.model_request_start', 1795192220729, '{"seq":4,"id":"sevt_01a1f9cb6c3874daaf51f8ebfce24c3c","created_at":"2026-11-20T16:30:20.729Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9cb6c4973329fca719352e0d828', 'agent.thinking', 1795192220747, '{"seq":5,"id":"sevt_01a1f9cb6c4973329fca719352e0d828","created_at":"2026-11-20T16:30:20.747Z","type":"agent.thinking","message_id":"msg_01a1f9cb6c39750588dc5503879435b9","content":[{"type":"thinking","thinking":"Hm.","signature":"offline_7d3e123b67371be302b8814f8040db9a"}],"message_index":1,"parent_message_id":"msg_01a1f9cb6c2e7086855c6ce0062e0d68"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f9cb6c4a746cbe25bd5f3d1da0f6', 'agent.message', 1795192220747, '{"seq":6,"id":"sevt_01a1f9cb6c4a746cbe25bd5f3d1da0f6","created_at":"2026-11-20T16:30:20.747Z","type":"agent.message","message_id":"msg_01a1f9cb6c39750588dc5503879435b9","content":[{"type":"text","text":"Grüße, 世界 👋 ''quoted'' \\ back\nline.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f9cb6c2e7086855c6ce0062e0d68"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9cb6c4b7295b13f0ec4c1d1093d', 'span.model_request_end', 1795192220747, '{"seq":7,"id":"sevt_01a1f9cb6c4b7295b13f0ec4c1d1093d","created_at":"2026-11-20T16:30:20.747Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9cb6c3874daaf51f8ebfce24c3c","time_to_first_token_ms":18,"duration_ms":18,"message_id":"msg_01a1f9cb6c39750588dc5503879435b9","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":10,"cache_creation_input_tokens":733,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f9cb6c4b7295b13f13e6c38a7637', 'session.status_idle', 1795192220747, '{"seq":8,"id":"sevt_01a1f9cb6c4b7295b13f13e6c38a7637","created_at":"2026-11-20T16:30:20.747Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f9cb6dfa71a58f88ed4081912f74', 'user.message', 1795192221178, '{"seq":9,"id":"sevt_01a1f9cb6dfa71a58f88ed4081912f74","created_at":"2026-11-20T16:30:21.178Z","type":"user.message","message_id":"msg_01a1f9cb6dfa71a58f88e1f6bec129a2","content":[{"type":"text","text":"[{\"text\":\"two\"}]"}],"on_busy":"queue","message_index":2,"parent_message_id":"msg_01a1f9cb6c39750588dc5503879435b9"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (10, 'sevt_01a1f9cb6dfa71a58f88f0e5b1380638', 'session.status_running', 1795192221178, '{"seq":10,"id":"sevt_01a1f9cb6dfa71a58f88f0e5b1380638","created_at":"2026-11-20T16:30:21.178Z","type":"session.status_running","turn":2,"inputs":[9]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (11, 'sevt_01a1f9cb6e217619be71335d011a95b5', 'span.model_request_start', 1795192221225, '{"seq":11,"id":"sevt_01a1f9cb6e217619be71335d011a95b5","created_at":"2026-11-20T16:30:21.225Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f9cb6e3677148d9b7abeb82f0732', 'agent.message', 1795192221238, '{"seq":12,"id":"sevt_01a1f9cb6e3677148d9b7abeb82f0732","created_at":"2026-11-20T16:30:21.238Z","type":"agent.message","message_id":"msg_01a1f9cb6e29767bb040e6ad32169158","content":[{"type":"text","text":"two","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1f9cb6dfa71a58f88e1f6bec129a2"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f9cb6e3677148d9b7e1e409f6a4e', 'span.model_request_end', 1795192221238, '{"seq":13,"id":"sevt_01a1f9cb6e3677148d9b7e1e409f6a4e","created_at":"2026-11-20T16:30:21.238Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9cb6e217619be71335d011a95b5","time_to_first_token_ms":21,"duration_ms":21,"message_id":"msg_01a1f9cb6e29767bb040e6ad32169158","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":14,"cache_read_input_tokens":732},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f9cb6e3677148d9b811b0f765e46', 'session.status_idle', 1795192221238, '{"seq":14,"id":"sevt_01a1f9cb6e3677148d9b811b0f765e46","created_at":"2026-11-20T16:30:21.238Z","type":"session.status_idle","turn":2,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/202ecf52-ee11-4016-aec3-b42e52e59522', '040d8f0bc53db027e1c1efc0f59bb4f0f22af2ea07bdb181d68057c6185cb68b', '[9]', 1795278621178);
INSERT INTO "idempotency" VALUES ('admin/dc28503a-95c4-495c-8926-cbbfd5611030', '62adc13e8f322db50b6b904bff82594a2e89a4b444c0cf7c3b8721c8256ad936', '{"id":"sesn_01a1f9cb69c3741abac0ede8d9a4c1d0","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9cb6c2e7086855c6ce0062e0d68","seq":2,"receipt":"started"}', 1795278620718);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["uaf480ba57f4f"],["aa93af9c07e29","a378ff8246a58"],["ufd50b7fb51e5"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9cb6a0270a3b259aa7dcc0d6d39');
INSERT INTO "meta" VALUES ('publication', '{"seq":14,"audit":{"count":3,"hash":"5543ed843e4e78ce6902b726069dc7a9dbbcfa06461aa3e2e9b5f3c73ac6aa70"},"tally":{"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"last_message_id":"msg_01a1f9cb6e29767bb040e6ad32169158","active_ms":89,"running_since":null,"timed_call_count":0,"tool_ms":0,"settled_call_count":0,"model_call_count":2,"turn_end_count":2},"at_ms":1795192221292}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9cb69c3741abac0ede8d9a4c1d0","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"created_at":"2026-11-20T16:30:20.163Z","updated_at":"2026-11-20T16:30:21.238Z","started_at":"2026-11-20T16:30:20.718Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1f9cb6e29767bb040e6ad32169158","message_index":3,"parent_message_id":"msg_01a1f9cb6dfa71a58f88e1f6bec129a2"},"turn_count":2,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":747,"compacted_tokens":0},"compaction":null,"active_ms":89,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null}}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
