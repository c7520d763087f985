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
INSERT INTO "events" VALUES (1, 'sevt_01a1fa0e44e077a9a7487f1159e909b8', 'session.created', 1795196601568, '{"seq":1,"id":"sevt_01a1fa0e44e077a9a7487f1159e909b8","created_at":"2026-11-20T17:43:21.568Z","type":"session.created","session_id":"sesn_01a1fa0e44b2727ebe81faaa50f69660","user_id":"admin","config":{"name":"ended","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}},"config_version":1}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fa0e455472099b5321e1f6b8fe18', 'user.message', 1795196601684, '{"seq":2,"id":"sevt_01a1fa0e455472099b5321e1f6b8fe18","created_at":"2026-11-20T17:43:21.684Z","type":"user.message","message_id":"msg_01a1fa0e455472099b531676f7364f9f","content":[{"type":"text","text":"[{\"text\":\"Goodbye.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fa0e455472099b5327bfcbeb9aed', 'session.status_running', 1795196601684, '{"seq":3,"id":"sevt_01a1fa0e455472099b5327bfcbeb9aed","created_at":"2026-11-20T17:43:21.684Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fa0e456d707d944568b87049dff3', 'span.model_request_start', 1795196601709, '{"seq":4,"id":"sevt_01a1fa0e456d707d944568b87049dff3","created_at":"2026-11-20T17:43:21.709Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fa0e4577712d8c24f6f80e1adb1d', 'agent.message', 1795196601719, '{"seq":5,"id":"sevt_01a1fa0e4577712d8c24f6f80e1adb1d","created_at":"2026-11-20T17:43:21.719Z","type":"agent.message","message_id":"msg_01a1fa0e456d707d94456d7a29d6780a","content":[{"type":"text","text":"Goodbye.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1fa0e455472099b531676f7364f9f"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1fa0e4577712d8c24fadc5d8de375', 'span.model_request_end', 1795196601719, '{"seq":6,"id":"sevt_01a1fa0e4577712d8c24fadc5d8de375","created_at":"2026-11-20T17:43:21.719Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fa0e456d707d944568b87049dff3","time_to_first_token_ms":10,"duration_ms":10,"message_id":"msg_01a1fa0e456d707d94456d7a29d6780a","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":2,"cache_creation_input_tokens":722,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1fa0e457c7051ba2331a09728eb7a', 'session.status_idle', 1795196601724, '{"seq":7,"id":"sevt_01a1fa0e457c7051ba2331a09728eb7a","created_at":"2026-11-20T17:43:21.724Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1fa0e46027557b6df74ac7a4411c6', 'session.updated', 1795196601858, '{"seq":8,"id":"sevt_01a1fa0e46027557b6df74ac7a4411c6","created_at":"2026-11-20T17:43:21.858Z","type":"session.updated","changes":{"name":"renamed"}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (9, 'sevt_01a1fa0e463b700d81851c7a61ff2e74', 'session.status_terminated', 1795196601915, '{"seq":9,"id":"sevt_01a1fa0e463b700d81851c7a61ff2e74","created_at":"2026-11-20T17:43:21.915Z","type":"session.status_terminated","reason":"requested"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/ade8eb51-741f-4e5b-abd1-8bf451e4bb7d', 'd4b624034a6afc3c044d48d81d5b85ec702ff7c5c85bbfc03563895391f53496', '{"id":"sesn_01a1fa0e44b2727ebe81faaa50f69660","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fa0e455472099b531676f7364f9f","seq":2,"receipt":"started"}', 1795283001684);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":"renamed","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}');
INSERT INTO "meta" VALUES ('controls', '{"version":0,"policies":{"policies":[],"restricted_paths":[],"blocked_commands":[],"tool_allowlist":null},"hooks":[]}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["ud9b686028ec5"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fa0e44e077a9a74878bb813ac741');
INSERT INTO "meta" VALUES ('publication', '{"seq":9,"audit":{"count":4,"hash":"65a9ed0f6b8c70653ed2b08e6489a8a7e896fe889e76364480c5c02ca9c22016"},"tally":{"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"last_message_id":"msg_01a1fa0e456d707d94456d7a29d6780a","active_ms":40,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":2,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":1,"metrics":2},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":9,"at_ms":1795196601930}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1fa0e44b2727ebe81faaa50f69660","user_id":"admin","status":"terminated","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"created_at":"2026-11-20T17:43:21.568Z","updated_at":"2026-11-20T17:43:21.915Z","started_at":"2026-11-20T17:43:21.684Z","completed_at":"2026-11-20T17:43:21.915Z","last_seq":9,"last_message":{"message_id":"msg_01a1fa0e456d707d94456d7a29d6780a","message_index":1,"parent_message_id":"msg_01a1fa0e455472099b531676f7364f9f"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":724,"compacted_tokens":0},"compaction":null,"active_ms":40,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":"terminated","is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
