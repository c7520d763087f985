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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9df096476668b8808940f955013', 'session.created', 1795193506148, '{"seq":1,"id":"sevt_01a1f9df096476668b8808940f955013","created_at":"2026-11-20T16:51:46.148Z","type":"session.created","session_id":"sesn_01a1f9df08c97093ad784df56a1e96f1","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9df0ab6725b97239f74b17d6e69', 'user.message', 1795193506486, '{"seq":2,"id":"sevt_01a1f9df0ab6725b97239f74b17d6e69","created_at":"2026-11-20T16:51:46.486Z","type":"user.message","message_id":"msg_01a1f9df0ab6725b972390fc89017f4c","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"ask_person\",\"input\":{\"question\":\"which?\"}}]},{\"text\":\"{{last_result}}\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9df0ab6725b9723a005ddad5b32', 'session.status_running', 1795193506486, '{"seq":3,"id":"sevt_01a1f9df0ab6725b9723a005ddad5b32","created_at":"2026-11-20T16:51:46.486Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9df0aff75f49ce74dedfeaf8ff6', 'span.model_request_start', 1795193506560, '{"seq":4,"id":"sevt_01a1f9df0aff75f49ce74dedfeaf8ff6","created_at":"2026-11-20T16:51:46.560Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9df0b34713d94c5e60e094ea0d9', 'agent.custom_tool_use', 1795193506612, '{"seq":5,"id":"sevt_01a1f9df0b34713d94c5e60e094ea0d9","created_at":"2026-11-20T16:51:46.612Z","type":"agent.custom_tool_use","message_id":"msg_01a1f9df0b0071eba9218552249ec25a","name":"ask_person","input":{"question":"which?"},"block":{"type":"tool_use","id":"toolu_offline_9c823bd6e074d81e_0","name":"ask_person","input":{"question":"which?"},"caller":{"type":"direct"}},"deadline":"2026-11-27T16:51:46.612Z","message_index":1,"parent_message_id":"msg_01a1f9df0ab6725b972390fc89017f4c"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f9df0b34713d94c5e8eed819c95b', 'span.model_request_end', 1795193506612, '{"seq":6,"id":"sevt_01a1f9df0b34713d94c5e8eed819c95b","created_at":"2026-11-20T16:51:46.612Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9df0aff75f49ce74dedfeaf8ff6","time_to_first_token_ms":null,"duration_ms":53,"message_id":"msg_01a1f9df0b0071eba9218552249ec25a","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":8,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9df0b3a70f580fba1bd5be0c134', 'session.status_idle', 1795193506618, '{"seq":7,"id":"sevt_01a1f9df0b3a70f580fba1bd5be0c134","created_at":"2026-11-20T16:51:46.618Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"requires_action","event_ids":["sevt_01a1f9df0b34713d94c5e60e094ea0d9"]},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/c41e4b85-6ccb-4fc5-9b04-b767646e42d4', '5b1a2786b674541feea0b7e6bccd4e25d939237f6f207959fbc86f1143ba6dbe', '{"id":"sesn_01a1f9df08c97093ad784df56a1e96f1","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9df0ab6725b972390fc89017f4c","seq":2,"receipt":"started"}', 1795279906486);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","8482bb91a225","6de1b94a0f01"],"system":["036cb01416f5"],"messages":[["u2bd09ddecd1e"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9df096476668b880440b57fd62e');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":2,"hash":"a52605bf6627b8259555d727bf716d410cf1054994c888014eccafbf5c405fff"},"tally":{"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"last_message_id":"msg_01a1f9df0b0071eba9218552249ec25a","active_ms":132,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":2,"tool_calls":1,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":1,"metrics":1},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":7,"at_ms":1795193506752}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9df08c97093ad784df56a1e96f1","user_id":"admin","status":"waiting","last_stop_reason":"requires_action","error_message":null,"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T16:51:46.148Z","updated_at":"2026-11-20T16:51:46.618Z","started_at":"2026-11-20T16:51:46.486Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f9df0b0071eba9218552249ec25a","message_index":1,"parent_message_id":"msg_01a1f9df0ab6725b972390fc89017f4c"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":null,"inputs":[2],"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"in_line":false,"calls":[{"id":"sevt_01a1f9df0b34713d94c5e60e094ea0d9","seq":5,"name":"ask_person","status":"waiting","attempts":0,"deadline":"2026-11-27T16:51:46.612Z","requested_seq":null,"granted_seq":null}],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[],"context":{"from_seq":0,"tokens":766,"compacted_tokens":0},"compaction":null,"active_ms":132,"due":{"session_start":null,"prompts":[],"results":[],"notice":{"type":"client_tool","message":"Waiting for the result of ask_person","seq":7},"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
