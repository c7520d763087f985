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
INSERT INTO "events" VALUES (1, 'sevt_01a1fac0356176459b94d4b3c5a15ba0', 'session.created', 1795208263009, '{"seq":1,"id":"sevt_01a1fac0356176459b94d4b3c5a15ba0","created_at":"2026-11-20T20:57:43.009Z","type":"session.created","session_id":"sesn_01a1fac0354070b19fd506a4fc0dc28f","user_id":"admin","config":{"name":"ended","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{"team":"blue"}},"config_version":2}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fac035da7710885afb74a901c5cf', 'user.message', 1795208263130, '{"seq":2,"id":"sevt_01a1fac035da7710885afb74a901c5cf","created_at":"2026-11-20T20:57:43.130Z","type":"user.message","message_id":"msg_01a1fac035da7710885aee5109592425","content":[{"type":"text","text":"[{\"text\":\"Goodbye.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fac035da7710885afd4ab1ca66de', 'session.status_running', 1795208263130, '{"seq":3,"id":"sevt_01a1fac035da7710885afd4ab1ca66de","created_at":"2026-11-20T20:57:43.130Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fac035ea76ebb6a3c03d2c8df389', 'span.model_request_start', 1795208263146, '{"seq":4,"id":"sevt_01a1fac035ea76ebb6a3c03d2c8df389","created_at":"2026-11-20T20:57:43.146Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fac035f07626b0a9f7ef6340d1a8', 'agent.message', 1795208263152, '{"seq":5,"id":"sevt_01a1fac035f07626b0a9f7ef6340d1a8","created_at":"2026-11-20T20:57:43.152Z","type":"agent.message","message_id":"msg_01a1fac035ea76ebb6a3c495927e26b5","content":[{"type":"text","text":"Goodbye.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1fac035da7710885aee5109592425"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1fac035f07626b0a9fa0b77844d53', 'span.model_request_end', 1795208263152, '{"seq":6,"id":"sevt_01a1fac035f07626b0a9fa0b77844d53","created_at":"2026-11-20T20:57:43.152Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fac035ea76ebb6a3c03d2c8df389","time_to_first_token_ms":6,"duration_ms":6,"message_id":"msg_01a1fac035ea76ebb6a3c495927e26b5","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":2,"cache_creation_input_tokens":722,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1fac035f07626b0a9ff383da4dded', 'session.status_idle', 1795208263152, '{"seq":7,"id":"sevt_01a1fac035f07626b0a9ff383da4dded","created_at":"2026-11-20T20:57:43.152Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1fac036457778bce428b9d5bf76ba', 'session.updated', 1795208263237, '{"seq":8,"id":"sevt_01a1fac036457778bce428b9d5bf76ba","created_at":"2026-11-20T20:57:43.237Z","type":"session.updated","changes":{"name":"renamed"}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (9, 'sevt_01a1fac0367e72fa8a9c357d032fa97b', 'session.status_terminated', 1795208263294, '{"seq":9,"id":"sevt_01a1fac0367e72fa8a9c357d032fa97b","created_at":"2026-11-20T20:57:43.294Z","type":"session.status_terminated","reason":"requested"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/9be35e1c-2260-4b86-9f00-d1926e21cf1d', 'c55b6299cb7c48b6b2795599f90308cee80c391755a46f358cc54610e7595e45', '{"id":"sesn_01a1fac0354070b19fd506a4fc0dc28f","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fac035da7710885aee5109592425","seq":2,"receipt":"started"}', 1795294663130);
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
INSERT INTO "meta" VALUES ('config', '{"name":"renamed","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{"team":"blue"}}');
INSERT INTO "meta" VALUES ('controls', '{"version":0,"policies":{"policies":[],"restricted_paths":[],"blocked_commands":[],"tool_allowlist":null},"hooks":[]}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["ud9b686028ec5"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fac0356072a0b9905c3a1b6178da');
INSERT INTO "meta" VALUES ('publication', '{"seq":9,"audit":{"count":4,"hash":"361c40cec9925963b80728299c6c089f37dabeedab6f8a3e173741c928683c62"},"tally":{"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"last_message_id":"msg_01a1fac035ea76ebb6a3c495927e26b5","active_ms":22,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":2,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":1,"metrics":2},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":9,"at_ms":1795208263345}');
INSERT INTO "meta" VALUES ('schema_version', 3);
INSERT INTO "meta" VALUES ('state', '{"version":5,"id":"sesn_01a1fac0354070b19fd506a4fc0dc28f","user_id":"admin","status":"terminated","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"created_at":"2026-11-20T20:57:43.009Z","updated_at":"2026-11-20T20:57:43.294Z","started_at":"2026-11-20T20:57:43.130Z","completed_at":"2026-11-20T20:57:43.294Z","last_seq":9,"adopted_seq":0,"parent_session_id":null,"inherited_cost_usd":null,"archive_id":null,"path":[{"from_seq":1,"to_seq":null}],"undoable_seq":null,"last_message":{"message_id":"msg_01a1fac035ea76ebb6a3c495927e26b5","message_index":1,"parent_message_id":"msg_01a1fac035da7710885aee5109592425"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":724,"compacted_tokens":0},"compaction":null,"active_ms":22,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":"terminated","is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
