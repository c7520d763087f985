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
INSERT INTO "events" VALUES (1, 'sevt_01a1fac03566773ba5f608929c2fcf08', 'session.created', 1795208263014, '{"seq":1,"id":"sevt_01a1fac03566773ba5f608929c2fcf08","created_at":"2026-11-20T20:57:43.014Z","type":"session.created","session_id":"sesn_01a1fac0354472d0874099c0e6e6a3e5","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{}},"config_version":2}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fac035db73dfa6dc13b89a64c7cf', 'user.message', 1795208263131, '{"seq":2,"id":"sevt_01a1fac035db73dfa6dc13b89a64c7cf","created_at":"2026-11-20T20:57:43.131Z","type":"user.message","message_id":"msg_01a1fac035db73dfa6dc078ea8a9c262","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"ask_person\",\"input\":{\"question\":\"which?\"}}]},{\"text\":\"{{last_result}}\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fac035db73dfa6dc176ce7419179', 'session.status_running', 1795208263131, '{"seq":3,"id":"sevt_01a1fac035db73dfa6dc176ce7419179","created_at":"2026-11-20T20:57:43.131Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fac035ec76588ba855dc8f6a9296', 'span.model_request_start', 1795208263148, '{"seq":4,"id":"sevt_01a1fac035ec76588ba855dc8f6a9296","created_at":"2026-11-20T20:57:43.148Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fac036027468a6825732e7b5280d', 'agent.custom_tool_use', 1795208263170, '{"seq":5,"id":"sevt_01a1fac036027468a6825732e7b5280d","created_at":"2026-11-20T20:57:43.170Z","type":"agent.custom_tool_use","message_id":"msg_01a1fac035ec76588ba859418d2881d5","name":"ask_person","input":{"question":"which?"},"block":{"type":"tool_use","id":"toolu_offline_9c823bd6e074d81e_0","name":"ask_person","input":{"question":"which?"},"caller":{"type":"direct"}},"deadline":"2026-11-27T20:57:43.170Z","message_index":1,"parent_message_id":"msg_01a1fac035db73dfa6dc078ea8a9c262"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1fac036027468a6825a51964bae1f', 'span.model_request_end', 1795208263170, '{"seq":6,"id":"sevt_01a1fac036027468a6825a51964bae1f","created_at":"2026-11-20T20:57:43.170Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fac035ec76588ba855dc8f6a9296","time_to_first_token_ms":null,"duration_ms":22,"message_id":"msg_01a1fac035ec76588ba859418d2881d5","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":8,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1fac0360371d8b9c4fedfe15619f7', 'session.status_idle', 1795208263171, '{"seq":7,"id":"sevt_01a1fac0360371d8b9c4fedfe15619f7","created_at":"2026-11-20T20:57:43.171Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"requires_action","event_ids":["sevt_01a1fac036027468a6825732e7b5280d"]},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/76a5e1b3-59d9-4e74-be1f-5cbb6603e43f', '99dc9375bfb2f16d35184ca16297387459196887ebb6e189c3cde6388417b66f', '{"id":"sesn_01a1fac0354472d0874099c0e6e6a3e5","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fac035db73dfa6dc078ea8a9c262","seq":2,"receipt":"started"}', 1795294663131);
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
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('controls', '{"version":0,"policies":{"policies":[],"restricted_paths":[],"blocked_commands":[],"tool_allowlist":null},"hooks":[]}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","8482bb91a225","6de1b94a0f01"],"system":["036cb01416f5"],"messages":[["u2bd09ddecd1e"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fac03566773ba5f60784da0bee48');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":2,"hash":"eae8452cff8ff8658684bfdcf0830897dfb05ac93811f41f52a83592082f9389"},"tally":{"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"last_message_id":"msg_01a1fac035ec76588ba859418d2881d5","active_ms":40,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":2,"tool_calls":1,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":1,"metrics":1},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":7,"at_ms":1795208263228}');
INSERT INTO "meta" VALUES ('schema_version', 3);
INSERT INTO "meta" VALUES ('state', '{"version":5,"id":"sesn_01a1fac0354472d0874099c0e6e6a3e5","user_id":"admin","status":"waiting","last_stop_reason":"requires_action","error_message":null,"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T20:57:43.014Z","updated_at":"2026-11-20T20:57:43.171Z","started_at":"2026-11-20T20:57:43.131Z","completed_at":null,"last_seq":7,"adopted_seq":0,"parent_session_id":null,"inherited_cost_usd":null,"archive_id":null,"path":[{"from_seq":1,"to_seq":null}],"undoable_seq":null,"last_message":{"message_id":"msg_01a1fac035ec76588ba859418d2881d5","message_index":1,"parent_message_id":"msg_01a1fac035db73dfa6dc078ea8a9c262"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":null,"inputs":[2],"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"in_line":false,"calls":[{"id":"sevt_01a1fac036027468a6825732e7b5280d","seq":5,"name":"ask_person","status":"waiting","attempts":0,"deadline":"2026-11-27T20:57:43.170Z","requested_seq":null,"granted_seq":null}],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null,"ended_before":null},"inputs":[],"context":{"from_seq":0,"tokens":766,"compacted_tokens":0},"compaction":null,"active_ms":40,"due":{"session_start":null,"prompts":[],"results":[],"notice":{"type":"client_tool","message":"Waiting for the result of ask_person","seq":7},"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
