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
INSERT INTO "events" VALUES (1, 'sevt_01a1fa0e44e67630a7b2a40b6f4139e8', 'session.created', 1795196601574, '{"seq":1,"id":"sevt_01a1fa0e44e67630a7b2a40b6f4139e8","created_at":"2026-11-20T17:43:21.574Z","type":"session.created","session_id":"sesn_01a1fa0e44ba7309a768986b5248aaf8","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}},"config_version":1}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fa0e455472099b530f62d512202a', 'user.message', 1795196601684, '{"seq":2,"id":"sevt_01a1fa0e455472099b530f62d512202a","created_at":"2026-11-20T17:43:21.684Z","type":"user.message","message_id":"msg_01a1fa0e455472099b5301357fd73023","content":[{"type":"text","text":"[{\"text\":\"never finished\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fa0e455472099b531318bbbe0dcd', 'session.status_running', 1795196601684, '{"seq":3,"id":"sevt_01a1fa0e455472099b531318bbbe0dcd","created_at":"2026-11-20T17:43:21.684Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fa0e4569733c8a57077f13a1822d', 'span.model_request_start', 1795196601705, '{"seq":4,"id":"sevt_01a1fa0e4569733c8a57077f13a1822d","created_at":"2026-11-20T17:43:21.705Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fa0e463a77ef942abeabeb7e1f6c', 'user.interrupt', 1795196601914, '{"seq":5,"id":"sevt_01a1fa0e463a77ef942abeabeb7e1f6c","created_at":"2026-11-20T17:43:21.914Z","type":"user.interrupt"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1fa0e463a77ef942ac068b04f0d31', 'span.model_request_end', 1795196601914, '{"seq":6,"id":"sevt_01a1fa0e463a77ef942ac068b04f0d31","created_at":"2026-11-20T17:43:21.914Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fa0e4569733c8a57077f13a1822d","time_to_first_token_ms":null,"duration_ms":209,"message_id":null,"is_error":true,"model":"offline-script","model_usage":null,"cost_usd":null,"stop_reason":null,"stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1fa0e463b700d81851890124ddd7c', 'session.status_idle', 1795196601915, '{"seq":7,"id":"sevt_01a1fa0e463b700d81851890124ddd7c","created_at":"2026-11-20T17:43:21.915Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"interrupted"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/62a87cab-14ec-488a-9871-216a655004f4', '1e437b443a9a44ec15710a89f9797c96421e2fb9a0717cc6765100424ec2912b', '{"id":"sesn_01a1fa0e44ba7309a768986b5248aaf8","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fa0e455472099b5301357fd73023","seq":2,"receipt":"started"}', 1795283001684);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('controls', '{"version":0,"policies":{"policies":[],"restricted_paths":[],"blocked_commands":[],"tool_allowlist":null},"hooks":[]}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u4a203ddceec3"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fa0e44e67630a7b2a24e845940ff');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":3,"hash":"129f35ad1a7a11b9b02983ba689306718100f297ee6131d28eb67e638f7389eb"},"tally":{"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":"msg_01a1fa0e455472099b5301357fd73023","active_ms":231,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":1,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":1,"metrics":1},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":7,"at_ms":1795196601930}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1fa0e44ba7309a768986b5248aaf8","user_id":"admin","status":"active","last_stop_reason":"interrupted","error_message":null,"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T17:43:21.574Z","updated_at":"2026-11-20T17:43:21.915Z","started_at":"2026-11-20T17:43:21.684Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1fa0e455472099b5301357fd73023","message_index":0,"parent_message_id":null},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":14,"compacted_tokens":0},"compaction":null,"active_ms":231,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
