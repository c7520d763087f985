CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    , encoding TEXT);
CREATE TABLE entries (
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT,
      target TEXT,
      size_bytes INTEGER NOT NULL,
      mode INTEGER NOT NULL,
      modified_at_ms INTEGER NOT NULL, from_seq INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (parent, name)
    ) WITHOUT ROWID;
CREATE TABLE entries_past (
      until_seq INTEGER NOT NULL,
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT,
      target TEXT,
      size_bytes INTEGER NOT NULL,
      mode INTEGER NOT NULL,
      modified_at_ms INTEGER NOT NULL,
      from_seq INTEGER NOT NULL,
      PRIMARY KEY (until_seq, parent, name)
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
INSERT INTO "events" VALUES (1, 'sevt_01a1fac03762728ea184e04540fd20db', 'session.created', 1795208263522, '{"seq":1,"id":"sevt_01a1fac03762728ea184e04540fd20db","created_at":"2026-11-20T20:57:43.522Z","type":"session.created","session_id":"sesn_01a1fac037537014b3031fe6c5c963f2","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{}},"config_version":2}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fac0379076ecafb5f3287247cac0', 'user.message', 1795208263568, '{"seq":2,"id":"sevt_01a1fac0379076ecafb5f3287247cac0","created_at":"2026-11-20T20:57:43.568Z","type":"user.message","message_id":"msg_01a1fac0379076ecafb5e7d056c7e991","content":[{"type":"text","text":"[{\"text\":\"said\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fac0379076ecafb5f645eaa2a109', 'session.status_running', 1795208263568, '{"seq":3,"id":"sevt_01a1fac0379076ecafb5f645eaa2a109","created_at":"2026-11-20T20:57:43.568Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fac03795735a88f515ddffa1ebc9', 'span.model_request_start', 1795208263573, '{"seq":4,"id":"sevt_01a1fac03795735a88f515ddffa1ebc9","created_at":"2026-11-20T20:57:43.573Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fac037ba7515a5d039705c987004', 'user.message', 1795208263610, '{"seq":5,"id":"sevt_01a1fac037ba7515a5d039705c987004","created_at":"2026-11-20T20:57:43.610Z","type":"user.message","message_id":"msg_01a1fac037ba7515a5d032ee65e698b2","content":[{"type":"text","text":"[{\"text\":\"then this\"}]"}],"on_busy":"queue","message_index":1,"parent_message_id":"msg_01a1fac0379076ecafb5e7d056c7e991"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/09db6d0b-72a6-4b12-97e7-eee4dcc2da7f', '3c7dc050e3deed5efdd03f3ea987b9e65c9bbf3b6e1aa68a0dd560801e38eeb6', '{"id":"sesn_01a1fac037537014b3031fe6c5c963f2","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fac037ba7515a5d032ee65e698b2","seq":5,"receipt":"queued"}', 1795294663610);
INSERT INTO "idempotency" VALUES ('admin/271af001-e521-403c-b272-ac2f910b0d84', '5e1711026edd3f8215254f348d45a13ea2fd19544e4bcead524967b7edaf9adf', '{"id":"sesn_01a1fac037537014b3031fe6c5c963f2","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fac0379076ecafb5e7d056c7e991","seq":2,"receipt":"started"}', 1795294663568);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    , from_seq INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE memory_past (
      until_seq INTEGER NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      from_seq INTEGER NOT NULL,
      PRIMARY KEY (until_seq, key)
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('controls', '{"version":0,"policies":{"policies":[],"restricted_paths":[],"blocked_commands":[],"tool_allowlist":null},"hooks":[]}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["ued9872a5a18a"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fac0376174af97663f03cfad2f76');
INSERT INTO "meta" VALUES ('publication', '{"seq":1,"audit":{"count":1,"hash":"05b0dca242e04e2905f0d0de7fbd443f00a5dfdeb7e6562cb444ef527c0cb766"},"tally":{"counters":{"message_count":0,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":null,"active_ms":0,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":0,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":0,"metrics":0},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":1,"at_ms":1795208263531}');
INSERT INTO "meta" VALUES ('schema_version', 3);
INSERT INTO "meta" VALUES ('state', '{"version":5,"id":"sesn_01a1fac037537014b3031fe6c5c963f2","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T20:57:43.522Z","updated_at":"2026-11-20T20:57:43.610Z","started_at":"2026-11-20T20:57:43.568Z","completed_at":null,"last_seq":5,"adopted_seq":0,"parent_session_id":null,"inherited_cost_usd":null,"archive_id":null,"path":[{"from_seq":1,"to_seq":null}],"undoable_seq":null,"last_message":{"message_id":"msg_01a1fac037ba7515a5d032ee65e698b2","message_index":1,"parent_message_id":"msg_01a1fac0379076ecafb5e7d056c7e991"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T20:57:43.568Z","inputs":[2],"steps":0,"failures":0,"recoveries":0,"request":{"id":"sevt_01a1fac03795735a88f515ddffa1ebc9","model":"offline-script","at":"2026-11-20T20:57:43.573Z","purpose":"turn"},"retry_at":null,"in_line":false,"calls":[],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null,"ended_before":null},"inputs":[{"seq":5,"on_busy":"queue"}],"context":{"from_seq":0,"tokens":17,"compacted_tokens":0},"compaction":null,"active_ms":0,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
