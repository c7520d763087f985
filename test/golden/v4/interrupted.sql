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
INSERT INTO "events" VALUES (1, 'sevt_01a1fac0356974e59447596ca9ee9713', 'session.created', 1795208263017, '{"seq":1,"id":"sevt_01a1fac0356974e59447596ca9ee9713","created_at":"2026-11-20T20:57:43.017Z","type":"session.created","session_id":"sesn_01a1fac03546776aabb83caceff7f0de","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{}},"config_version":2}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fac035d973feab6e444f5dc8426a', 'user.message', 1795208263129, '{"seq":2,"id":"sevt_01a1fac035d973feab6e444f5dc8426a","created_at":"2026-11-20T20:57:43.129Z","type":"user.message","message_id":"msg_01a1fac035d973feab6e3b684617141b","content":[{"type":"text","text":"[{\"text\":\"never finished\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fac035d973feab6e497896d2d142', 'session.status_running', 1795208263129, '{"seq":3,"id":"sevt_01a1fac035d973feab6e497896d2d142","created_at":"2026-11-20T20:57:43.129Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fac035e8761896eb7c38553be028', 'span.model_request_start', 1795208263144, '{"seq":4,"id":"sevt_01a1fac035e8761896eb7c38553be028","created_at":"2026-11-20T20:57:43.144Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fac036c6771da7c521f00697deab', 'user.interrupt', 1795208263366, '{"seq":5,"id":"sevt_01a1fac036c6771da7c521f00697deab","created_at":"2026-11-20T20:57:43.366Z","type":"user.interrupt"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1fac036c6771da7c525f3306d96f2', 'span.model_request_end', 1795208263366, '{"seq":6,"id":"sevt_01a1fac036c6771da7c525f3306d96f2","created_at":"2026-11-20T20:57:43.366Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fac035e8761896eb7c38553be028","time_to_first_token_ms":null,"duration_ms":222,"message_id":null,"is_error":true,"model":"offline-script","model_usage":null,"cost_usd":null,"stop_reason":null,"stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1fac036c7765e94ec46e3bc8194f2', 'session.status_idle', 1795208263367, '{"seq":7,"id":"sevt_01a1fac036c7765e94ec46e3bc8194f2","created_at":"2026-11-20T20:57:43.367Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"interrupted"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/915f3651-6913-4347-886f-a4ffcede8a19', '9468de82b8499182ad147a8e9747f293888f68db9504dfbfeabc76d59f3b9e73', '{"id":"sesn_01a1fac03546776aabb83caceff7f0de","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fac035d973feab6e3b684617141b","seq":2,"receipt":"started"}', 1795294663130);
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
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u4a203ddceec3"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fac0356974e5944757890a17efa5');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":3,"hash":"33aa337e449768ae7a1b3d55a6311bcfbbd3812fef127d35203c6ed36f12db65"},"tally":{"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":"msg_01a1fac035d973feab6e3b684617141b","active_ms":238,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":1,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":1,"metrics":1},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":7,"at_ms":1795208263392}');
INSERT INTO "meta" VALUES ('schema_version', 3);
INSERT INTO "meta" VALUES ('state', '{"version":5,"id":"sesn_01a1fac03546776aabb83caceff7f0de","user_id":"admin","status":"active","last_stop_reason":"interrupted","error_message":null,"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T20:57:43.017Z","updated_at":"2026-11-20T20:57:43.367Z","started_at":"2026-11-20T20:57:43.129Z","completed_at":null,"last_seq":7,"adopted_seq":0,"parent_session_id":null,"inherited_cost_usd":null,"archive_id":null,"path":[{"from_seq":1,"to_seq":null}],"undoable_seq":null,"last_message":{"message_id":"msg_01a1fac035d973feab6e3b684617141b","message_index":0,"parent_message_id":null},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":14,"compacted_tokens":0},"compaction":null,"active_ms":238,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
