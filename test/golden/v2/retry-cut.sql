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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9eda7c1764ea021fbf1a27a4098', 'session.created', 1795194464193, '{"seq":1,"id":"sevt_01a1f9eda7c1764ea021fbf1a27a4098","created_at":"2026-11-20T17:07:44.193Z","type":"session.created","session_id":"sesn_01a1f9eda781761abf039b271ad642ca","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":30,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9eda88d709c99008f7016a5e248', 'user.message', 1795194464397, '{"seq":2,"id":"sevt_01a1f9eda88d709c99008f7016a5e248","created_at":"2026-11-20T17:07:44.397Z","type":"user.message","message_id":"msg_01a1f9eda88d709c990082b81fbe006a","content":[{"type":"text","text":"[{\"text\":\"At last.\",\"error\":{\"status\":529,\"type\":\"overloaded_error\",\"message\":\"Overloaded\",\"times\":1}}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9eda88d709c99009391255c3cfa', 'session.status_running', 1795194464397, '{"seq":3,"id":"sevt_01a1f9eda88d709c99009391255c3cfa","created_at":"2026-11-20T17:07:44.397Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9eda8a274a39ec84b3b718b99a8', 'span.model_request_start', 1795194464418, '{"seq":4,"id":"sevt_01a1f9eda8a274a39ec84b3b718b99a8","created_at":"2026-11-20T17:07:44.418Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9eda8ce77cb88ac255190391dae', 'span.model_request_end', 1795194464462, '{"seq":5,"id":"sevt_01a1f9eda8ce77cb88ac255190391dae","created_at":"2026-11-20T17:07:44.462Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9eda8a274a39ec84b3b718b99a8","time_to_first_token_ms":null,"duration_ms":44,"message_id":null,"is_error":true,"model":"offline-script","model_usage":null,"cost_usd":null,"stop_reason":null,"stop_details":null}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f9eda8ce77cb88ac2abd55597ffe', 'session.error', 1795194464462, '{"seq":6,"id":"sevt_01a1f9eda8ce77cb88ac2abd55597ffe","created_at":"2026-11-20T17:07:44.462Z","type":"session.error","error":{"type":"model_overloaded_error","message":"model API 529: Overloaded","retry_status":{"type":"retrying","attempt":1,"max_attempts":3,"delay_ms":27836}}}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9eda8ce77cb88ac2c6e2064279e', 'session.status_rescheduled', 1795194464462, '{"seq":7,"id":"sevt_01a1f9eda8ce77cb88ac2c6e2064279e","created_at":"2026-11-20T17:07:44.462Z","type":"session.status_rescheduled","retry_at":"2026-11-20T17:08:12.298Z"}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/3d0c63ac-dd74-4f3d-bffe-bbafb6f49d8f', '9274531cac1d6564c5e479c1eff5a61c1171f700f14059b6b61b7c2829008d21', '{"id":"sesn_01a1f9eda781761abf039b271ad642ca","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9eda88d709c990082b81fbe006a","seq":2,"receipt":"started"}', 1795280864397);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":30,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u5c56da77fb1d"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9eda7c0746b84920635c675f670');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":2,"hash":"2421c92017f99ec4f7919252e5c2d03497ad02f7bf738a70b8909f4f1281de47"},"tally":{"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":1,"retry_count":1,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":"msg_01a1f9eda88d709c990082b81fbe006a","active_ms":0,"running_since":"2026-11-20T17:07:44.397Z","timed_call_count":0,"tool_ms":0},"counts":{"messages":1,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":1,"metrics":0},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":1795194524397,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":7,"at_ms":1795194464472}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9eda781761abf039b271ad642ca","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":1,"retry_count":1,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T17:07:44.193Z","updated_at":"2026-11-20T17:07:44.462Z","started_at":"2026-11-20T17:07:44.397Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f9eda88d709c990082b81fbe006a","message_index":0,"parent_message_id":null},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T17:07:44.397Z","inputs":[2],"steps":0,"failures":1,"recoveries":0,"request":null,"retry_at":"2026-11-20T17:08:12.298Z","in_line":false,"calls":[],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[],"context":{"from_seq":0,"tokens":26,"compacted_tokens":0},"compaction":null,"active_ms":0,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
