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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9eda2a3735b9b5c1fe9cf5d434f', 'session.created', 1795194462883, '{"seq":1,"id":"sevt_01a1f9eda2a3735b9b5c1fe9cf5d434f","created_at":"2026-11-20T17:07:42.883Z","type":"session.created","session_id":"sesn_01a1f9eda1b87041bacf96d1b167f431","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9eda3f67688bad9523a2d939167', 'user.message', 1795194463222, '{"seq":2,"id":"sevt_01a1f9eda3f67688bad9523a2d939167","created_at":"2026-11-20T17:07:43.222Z","type":"user.message","message_id":"msg_01a1f9eda3f67688bad947ddd7a00924","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"ask_person\",\"input\":{\"question\":\"which?\"}}]},{\"text\":\"{{last_result}}\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9eda3f67688bad956171646acfe', 'session.status_running', 1795194463222, '{"seq":3,"id":"sevt_01a1f9eda3f67688bad956171646acfe","created_at":"2026-11-20T17:07:43.222Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9eda44d73e5a13a3470e5b8097b', 'span.model_request_start', 1795194463309, '{"seq":4,"id":"sevt_01a1f9eda44d73e5a13a3470e5b8097b","created_at":"2026-11-20T17:07:43.309Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9eda469755aabd2c913f3a26d05', 'agent.custom_tool_use', 1795194463337, '{"seq":5,"id":"sevt_01a1f9eda469755aabd2c913f3a26d05","created_at":"2026-11-20T17:07:43.337Z","type":"agent.custom_tool_use","message_id":"msg_01a1f9eda44d73e5a13a39077ecc2eb2","name":"ask_person","input":{"question":"which?"},"block":{"type":"tool_use","id":"toolu_offline_9c823bd6e074d81e_0","name":"ask_person","input":{"question":"which?"},"caller":{"type":"direct"}},"deadline":"2026-11-27T17:07:43.337Z","message_index":1,"parent_message_id":"msg_01a1f9eda3f67688bad947ddd7a00924"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f9eda469755aabd2cc53f10e4e57', 'span.model_request_end', 1795194463337, '{"seq":6,"id":"sevt_01a1f9eda469755aabd2cc53f10e4e57","created_at":"2026-11-20T17:07:43.337Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9eda44d73e5a13a3470e5b8097b","time_to_first_token_ms":null,"duration_ms":28,"message_id":"msg_01a1f9eda44d73e5a13a39077ecc2eb2","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":8,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9eda46a7500a2bd0e092edafe99', 'session.status_idle', 1795194463337, '{"seq":7,"id":"sevt_01a1f9eda46a7500a2bd0e092edafe99","created_at":"2026-11-20T17:07:43.337Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"requires_action","event_ids":["sevt_01a1f9eda469755aabd2c913f3a26d05"]},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/5f929620-6c91-43b7-a7b7-9c14ea489734', '2bf729050c3400de7412cc663a5a1b5cd40f8237f33ca1572e6458c086bd12a8', '{"id":"sesn_01a1f9eda1b87041bacf96d1b167f431","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9eda3f67688bad947ddd7a00924","seq":2,"receipt":"started"}', 1795280863222);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","8482bb91a225","6de1b94a0f01"],"system":["036cb01416f5"],"messages":[["u2bd09ddecd1e"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9eda2a3735b9b5c1b45232531c9');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":2,"hash":"ab16680c6d2234ae1feb26ed8184426ec4c5c274d264f86f73bb22ef7a58a214"},"tally":{"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"last_message_id":"msg_01a1f9eda44d73e5a13a39077ecc2eb2","active_ms":115,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":2,"tool_calls":1,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":1,"metrics":1},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":7,"at_ms":1795194463414}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9eda1b87041bacf96d1b167f431","user_id":"admin","status":"waiting","last_stop_reason":"requires_action","error_message":null,"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T17:07:42.883Z","updated_at":"2026-11-20T17:07:43.337Z","started_at":"2026-11-20T17:07:43.222Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f9eda44d73e5a13a39077ecc2eb2","message_index":1,"parent_message_id":"msg_01a1f9eda3f67688bad947ddd7a00924"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":null,"inputs":[2],"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"in_line":false,"calls":[{"id":"sevt_01a1f9eda469755aabd2c913f3a26d05","seq":5,"name":"ask_person","status":"waiting","attempts":0,"deadline":"2026-11-27T17:07:43.337Z","requested_seq":null,"granted_seq":null}],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[],"context":{"from_seq":0,"tokens":766,"compacted_tokens":0},"compaction":null,"active_ms":115,"due":{"session_start":null,"prompts":[],"results":[],"notice":{"type":"client_tool","message":"Waiting for the result of ask_person","seq":7},"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
