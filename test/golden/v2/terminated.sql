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
INSERT INTO "events" VALUES (1, 'sevt_01a1f97ad8c670e49565694de2e7dfb3', 'session.created', 1795186940102, '{"seq":1,"id":"sevt_01a1f97ad8c670e49565694de2e7dfb3","created_at":"2026-11-20T15:02:20.102Z","type":"session.created","session_id":"sesn_01a1f97ad8ab77e686ee796c890b0114","user_id":"admin","config":{"name":"ended","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f97ad9387437835a080abd6a5553', 'user.message', 1795186940216, '{"seq":2,"id":"sevt_01a1f97ad9387437835a080abd6a5553","created_at":"2026-11-20T15:02:20.216Z","type":"user.message","message_id":"msg_01a1f97ad93874378359fdc587dd755e","content":[{"type":"text","text":"[{\"text\":\"Goodbye.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f97ad9387437835a0cddc6154560', 'session.status_running', 1795186940216, '{"seq":3,"id":"sevt_01a1f97ad9387437835a0cddc6154560","created_at":"2026-11-20T15:02:20.216Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f97ad94374bc8ada358c370efdda', 'span.model_request_start', 1795186940228, '{"seq":4,"id":"sevt_01a1f97ad94374bc8ada358c370efdda","created_at":"2026-11-20T15:02:20.228Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f97ad94a7082918b8d310aee3857', 'agent.message', 1795186940234, '{"seq":5,"id":"sevt_01a1f97ad94a7082918b8d310aee3857","created_at":"2026-11-20T15:02:20.234Z","type":"agent.message","message_id":"msg_01a1f97ad944775c847e1258830aec0f","content":[{"type":"text","text":"Goodbye.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f97ad93874378359fdc587dd755e"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f97ad94a7082918b93fcd1e3b1a7', 'span.model_request_end', 1795186940234, '{"seq":6,"id":"sevt_01a1f97ad94a7082918b93fcd1e3b1a7","created_at":"2026-11-20T15:02:20.234Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f97ad94374bc8ada358c370efdda","time_to_first_token_ms":7,"duration_ms":7,"message_id":"msg_01a1f97ad944775c847e1258830aec0f","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":2,"cache_creation_input_tokens":722,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f97ad94a7082918b9484124fd95b', 'session.status_idle', 1795186940234, '{"seq":7,"id":"sevt_01a1f97ad94a7082918b9484124fd95b","created_at":"2026-11-20T15:02:20.234Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f97ad96473c3897d102a3bbb1199', 'session.updated', 1795186940260, '{"seq":8,"id":"sevt_01a1f97ad96473c3897d102a3bbb1199","created_at":"2026-11-20T15:02:20.260Z","type":"session.updated","changes":{"name":"renamed"}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (9, 'sevt_01a1f97ad97476748fb4f940e1e2d290', 'session.status_terminated', 1795186940276, '{"seq":9,"id":"sevt_01a1f97ad97476748fb4f940e1e2d290","created_at":"2026-11-20T15:02:20.276Z","type":"session.status_terminated","reason":"requested"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/01303b1a-7ad8-4054-9250-4000f2ec5a97', 'd3c366d869357bbfc6cff3850f7983001b6ac9c9b3dd6d924e3f2d20537fa585', '{"id":"sesn_01a1f97ad8ab77e686ee796c890b0114","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f97ad93874378359fdc587dd755e","seq":2,"receipt":"started"}', 1795273340216);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":"renamed","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["ud9b686028ec5"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f97ad8c670e4956567a330e75b07');
INSERT INTO "meta" VALUES ('publication', '{"seq":9,"audit":{"count":4,"hash":"9fe86ff3094070d050bdd9e9ca78f47d8fe0ca617c0870c88eefe148f2b78309"},"tally":{"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"last_message_id":"msg_01a1f97ad944775c847e1258830aec0f","active_ms":18,"running_since":null,"timed_call_count":0,"tool_ms":0,"settled_call_count":0,"model_call_count":1,"turn_end_count":2},"at_ms":1795186940279}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f97ad8ab77e686ee796c890b0114","user_id":"admin","status":"terminated","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"created_at":"2026-11-20T15:02:20.102Z","updated_at":"2026-11-20T15:02:20.276Z","started_at":"2026-11-20T15:02:20.216Z","completed_at":"2026-11-20T15:02:20.276Z","last_seq":9,"last_message":{"message_id":"msg_01a1f97ad944775c847e1258830aec0f","message_index":1,"parent_message_id":"msg_01a1f97ad93874378359fdc587dd755e"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":724,"compacted_tokens":0},"compaction":null,"active_ms":18}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
