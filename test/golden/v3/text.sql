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
INSERT INTO "events" VALUES (1, 'sevt_01a1fa0e4476733a9ec2b69f50e1b1b0', 'session.created', 1795196601461, '{"seq":1,"id":"sevt_01a1fa0e4476733a9ec2b69f50e1b1b0","created_at":"2026-11-20T17:43:21.461Z","type":"session.created","session_id":"sesn_01a1fa0e44617470bc7f9b2cfa53790e","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}},"config_version":1}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fa0e45217556937b7d243023a98d', 'user.message', 1795196601633, '{"seq":2,"id":"sevt_01a1fa0e45217556937b7d243023a98d","created_at":"2026-11-20T17:43:21.633Z","type":"user.message","message_id":"msg_01a1fa0e452076e0830aee8bc1c2538a","content":[{"type":"text","text":"[{\"thinking\":\"Hm.\",\"text\":\"Grüße, 世界 👋 ''quoted'' \\\\ back\\nline.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fa0e45217556937b82b908fa36f5', 'session.status_running', 1795196601633, '{"seq":3,"id":"sevt_01a1fa0e45217556937b82b908fa36f5","created_at":"2026-11-20T17:43:21.633Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fa0e452e701cbff5a22afb5abf4a', 'span.model_request_start', 1795196601649, '{"seq":4,"id":"sevt_01a1fa0e452e701cbff5a22afb5abf4a","created_at":"2026-11-20T17:43:21.649Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fa0e453c70b5a9700539991f3528', 'agent.thinking', 1795196601661, '{"seq":5,"id":"sevt_01a1fa0e453c70b5a9700539991f3528","created_at":"2026-11-20T17:43:21.661Z","type":"agent.thinking","message_id":"msg_01a1fa0e45317730a63d607e95311786","content":[{"type":"thinking","thinking":"Hm.","signature":"offline_7d3e123b67371be302b8814f8040db9a"}],"message_index":1,"parent_message_id":"msg_01a1fa0e452076e0830aee8bc1c2538a"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1fa0e453d71c69e8a843c6c3478c0', 'agent.message', 1795196601661, '{"seq":6,"id":"sevt_01a1fa0e453d71c69e8a843c6c3478c0","created_at":"2026-11-20T17:43:21.661Z","type":"agent.message","message_id":"msg_01a1fa0e45317730a63d607e95311786","content":[{"type":"text","text":"Grüße, 世界 👋 ''quoted'' \\ back\nline.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1fa0e452076e0830aee8bc1c2538a"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1fa0e453e77dfa3ca414524b255c1', 'span.model_request_end', 1795196601661, '{"seq":7,"id":"sevt_01a1fa0e453e77dfa3ca414524b255c1","created_at":"2026-11-20T17:43:21.661Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fa0e452e701cbff5a22afb5abf4a","time_to_first_token_ms":14,"duration_ms":15,"message_id":"msg_01a1fa0e45317730a63d607e95311786","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":10,"cache_creation_input_tokens":733,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1fa0e453e77dfa3ca45ee8d9f45a6', 'session.status_idle', 1795196601662, '{"seq":8,"id":"sevt_01a1fa0e453e77dfa3ca45ee8d9f45a6","created_at":"2026-11-20T17:43:21.662Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1fa0e46027557b6df8732e29bf5da', 'user.message', 1795196601858, '{"seq":9,"id":"sevt_01a1fa0e46027557b6df8732e29bf5da","created_at":"2026-11-20T17:43:21.858Z","type":"user.message","message_id":"msg_01a1fa0e46027557b6df7952a4bfe747","content":[{"type":"text","text":"[{\"text\":\"two\"}]"}],"on_busy":"queue","message_index":2,"parent_message_id":"msg_01a1fa0e45317730a63d607e95311786"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (10, 'sevt_01a1fa0e46027557b6df8822531a3d5e', 'session.status_running', 1795196601858, '{"seq":10,"id":"sevt_01a1fa0e46027557b6df8822531a3d5e","created_at":"2026-11-20T17:43:21.858Z","type":"session.status_running","turn":2,"inputs":[9]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (11, 'sevt_01a1fa0e461b7011a5a7bbc4da1d3f78', 'span.model_request_start', 1795196601884, '{"seq":11,"id":"sevt_01a1fa0e461b7011a5a7bbc4da1d3f78","created_at":"2026-11-20T17:43:21.884Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1fa0e462176c18be691c143fa92b7', 'agent.message', 1795196601890, '{"seq":12,"id":"sevt_01a1fa0e462176c18be691c143fa92b7","created_at":"2026-11-20T17:43:21.890Z","type":"agent.message","message_id":"msg_01a1fa0e461c732d90e15da81c8ba421","content":[{"type":"text","text":"two","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1fa0e46027557b6df7952a4bfe747"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1fa0e462275fb91f54e51ea768a98', 'span.model_request_end', 1795196601890, '{"seq":13,"id":"sevt_01a1fa0e462275fb91f54e51ea768a98","created_at":"2026-11-20T17:43:21.890Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fa0e461b7011a5a7bbc4da1d3f78","time_to_first_token_ms":6,"duration_ms":6,"message_id":"msg_01a1fa0e461c732d90e15da81c8ba421","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":14,"cache_read_input_tokens":732},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1fa0e462275fb91f551da3f4f41e3', 'session.status_idle', 1795196601890, '{"seq":14,"id":"sevt_01a1fa0e462275fb91f551da3f4f41e3","created_at":"2026-11-20T17:43:21.890Z","type":"session.status_idle","turn":2,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/d17169ed-a09c-4fd8-8795-5fc6e4759db7', '9edceb289aa3b5a50d2c5164e06705c05e9eee73bc646496d4800306e4d3fc4c', '[9]', 1795283001858);
INSERT INTO "idempotency" VALUES ('admin/f6e552cf-3cea-4790-b665-25356c84cd05', '9e0d47fafd41b698d3229ba07138107c4f96034eb295d4edc3e1e739d829c57d', '{"id":"sesn_01a1fa0e44617470bc7f9b2cfa53790e","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fa0e452076e0830aee8bc1c2538a","seq":2,"receipt":"started"}', 1795283001633);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('controls', '{"version":0,"policies":{"policies":[],"restricted_paths":[],"blocked_commands":[],"tool_allowlist":null},"hooks":[]}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["uaf480ba57f4f"],["aa93af9c07e29","a378ff8246a58"],["ufd50b7fb51e5"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fa0e447576399d7b63cee4317208');
INSERT INTO "meta" VALUES ('publication', '{"seq":14,"audit":{"count":3,"hash":"57f07d5ae178ac3eae8ff29afa8460e5d645e9e01fd178eb5bd661eab99710ff"},"tally":{"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"last_message_id":"msg_01a1fa0e461c732d90e15da81c8ba421","active_ms":61,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":4,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":2,"metrics":2},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":14,"at_ms":1795196601907}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1fa0e44617470bc7f9b2cfa53790e","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"created_at":"2026-11-20T17:43:21.461Z","updated_at":"2026-11-20T17:43:21.890Z","started_at":"2026-11-20T17:43:21.633Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1fa0e461c732d90e15da81c8ba421","message_index":3,"parent_message_id":"msg_01a1fa0e46027557b6df7952a4bfe747"},"turn_count":2,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":747,"compacted_tokens":0},"compaction":null,"active_ms":61,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
