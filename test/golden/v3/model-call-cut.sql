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
INSERT INTO "events" VALUES (1, 'sevt_01a1fa0e46a97754b2bad307400f99d9', 'session.created', 1795196602025, '{"seq":1,"id":"sevt_01a1fa0e46a97754b2bad307400f99d9","created_at":"2026-11-20T17:43:22.025Z","type":"session.created","session_id":"sesn_01a1fa0e4699778d98c03190d1611c41","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}},"config_version":1}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fa0e46f9708abac8a6e9b2d536ab', 'user.message', 1795196602105, '{"seq":2,"id":"sevt_01a1fa0e46f9708abac8a6e9b2d536ab","created_at":"2026-11-20T17:43:22.105Z","type":"user.message","message_id":"msg_01a1fa0e46f9708abac89ae06a19301c","content":[{"type":"text","text":"[{\"text\":\"said\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fa0e46f9708abac8ab5c0604230f', 'session.status_running', 1795196602105, '{"seq":3,"id":"sevt_01a1fa0e46f9708abac8ab5c0604230f","created_at":"2026-11-20T17:43:22.105Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fa0e470377a0baa8ec04251e7a41', 'span.model_request_start', 1795196602118, '{"seq":4,"id":"sevt_01a1fa0e470377a0baa8ec04251e7a41","created_at":"2026-11-20T17:43:22.118Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fa0e47467025b29763422f669aee', 'user.message', 1795196602182, '{"seq":5,"id":"sevt_01a1fa0e47467025b29763422f669aee","created_at":"2026-11-20T17:43:22.182Z","type":"user.message","message_id":"msg_01a1fa0e47467025b2975afebb1e961c","content":[{"type":"text","text":"[{\"text\":\"then this\"}]"}],"on_busy":"queue","message_index":1,"parent_message_id":"msg_01a1fa0e46f9708abac89ae06a19301c"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/105c502e-3b1d-4c9d-a166-c0b91e5da447', '2d10f158584de362ddbf8f8834b46d9c8bd317bf91ad1ef43c9df1fe9f912762', '{"id":"sesn_01a1fa0e4699778d98c03190d1611c41","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fa0e46f9708abac89ae06a19301c","seq":2,"receipt":"started"}', 1795283002106);
INSERT INTO "idempotency" VALUES ('admin/2d41c2dc-cc6c-41a6-a0c8-d0ea06ba1deb', '55afb182425911ea080ce8c93e1f810f229b59805e49829b1e86c6b4ffeccb51', '{"id":"sesn_01a1fa0e4699778d98c03190d1611c41","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fa0e47467025b2975afebb1e961c","seq":5,"receipt":"queued"}', 1795283002182);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('controls', '{"version":0,"policies":{"policies":[],"restricted_paths":[],"blocked_commands":[],"tool_allowlist":null},"hooks":[]}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["ued9872a5a18a"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fa0e46a97754b2bacff3825af022');
INSERT INTO "meta" VALUES ('publication', '{"seq":1,"audit":{"count":1,"hash":"47ab7a9f4f525aceb7bb1aaaeb5fc3b1674e3024636a4deee127fcfa83ef87ba"},"tally":{"counters":{"message_count":0,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":null,"active_ms":0,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":0,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":0,"metrics":0},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":1,"at_ms":1795196602033}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1fa0e4699778d98c03190d1611c41","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T17:43:22.025Z","updated_at":"2026-11-20T17:43:22.182Z","started_at":"2026-11-20T17:43:22.105Z","completed_at":null,"last_seq":5,"last_message":{"message_id":"msg_01a1fa0e47467025b2975afebb1e961c","message_index":1,"parent_message_id":"msg_01a1fa0e46f9708abac89ae06a19301c"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T17:43:22.105Z","inputs":[2],"steps":0,"failures":0,"recoveries":0,"request":{"id":"sevt_01a1fa0e470377a0baa8ec04251e7a41","model":"offline-script","at":"2026-11-20T17:43:22.118Z","purpose":"turn"},"retry_at":null,"in_line":false,"calls":[],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null,"ended_before":null},"inputs":[{"seq":5,"on_busy":"queue"}],"context":{"from_seq":0,"tokens":17,"compacted_tokens":0},"compaction":null,"active_ms":0,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
