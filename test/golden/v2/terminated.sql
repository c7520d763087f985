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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9cb6b5872a596213f5b201ea6f6', 'session.created', 1795192220504, '{"seq":1,"id":"sevt_01a1f9cb6b5872a596213f5b201ea6f6","created_at":"2026-11-20T16:30:20.504Z","type":"session.created","session_id":"sesn_01a1f9cb6a58733a932b6b2204d38b76","user_id":"admin","config":{"name":"ended","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9cb6c6c70de84df2a4b1097e057', 'user.message', 1795192220780, '{"seq":2,"id":"sevt_01a1f9cb6c6c70de84df2a4b1097e057","created_at":"2026-11-20T16:30:20.780Z","type":"user.message","message_id":"msg_01a1f9cb6c6c70de84df1d4c8dad181e","content":[{"type":"text","text":"[{\"text\":\"Goodbye.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9cb6c6c70de84df2d62c73f5351', 'session.status_running', 1795192220780, '{"seq":3,"id":"sevt_01a1f9cb6c6c70de84df2d62c73f5351","created_at":"2026-11-20T16:30:20.780Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9cb6cc4742eb7598d108250dd6f', 'span.model_request_start', 1795192220868, '{"seq":4,"id":"sevt_01a1f9cb6cc4742eb7598d108250dd6f","created_at":"2026-11-20T16:30:20.868Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9cb6cd6714590cdc64b787d0008', 'agent.message', 1795192220887, '{"seq":5,"id":"sevt_01a1f9cb6cd6714590cdc64b787d0008","created_at":"2026-11-20T16:30:20.887Z","type":"agent.message","message_id":"msg_01a1f9cb6cc4742eb75991623b90ccd0","content":[{"type":"text","text":"Goodbye.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f9cb6c6c70de84df1d4c8dad181e"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f9cb6cd776ad9fed6bcebdfd20af', 'span.model_request_end', 1795192220887, '{"seq":6,"id":"sevt_01a1f9cb6cd776ad9fed6bcebdfd20af","created_at":"2026-11-20T16:30:20.887Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9cb6cc4742eb7598d108250dd6f","time_to_first_token_ms":18,"duration_ms":19,"message_id":"msg_01a1f9cb6cc4742eb75991623b90ccd0","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":2,"cache_creation_input_tokens":722,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9cb6cd776ad9fed6fcdb8311254', 'session.status_idle', 1795192220887, '{"seq":7,"id":"sevt_01a1f9cb6cd776ad9fed6fcdb8311254","created_at":"2026-11-20T16:30:20.887Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f9cb6d4b7700b580bac44dae14fb', 'session.updated', 1795192221003, '{"seq":8,"id":"sevt_01a1f9cb6d4b7700b580bac44dae14fb","created_at":"2026-11-20T16:30:21.003Z","type":"session.updated","changes":{"name":"renamed"}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (9, 'sevt_01a1f9cb6d77734cbc0e8caeb4f8edea', 'session.status_terminated', 1795192221047, '{"seq":9,"id":"sevt_01a1f9cb6d77734cbc0e8caeb4f8edea","created_at":"2026-11-20T16:30:21.047Z","type":"session.status_terminated","reason":"requested"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/0c184fa0-eef7-4026-a81f-2330d54658e7', '217a05acb00a3ee7d7aaa0be5a18e2ab88cb45f4ed3500e1c1b255e32a4f54f2', '{"id":"sesn_01a1f9cb6a58733a932b6b2204d38b76","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9cb6c6c70de84df1d4c8dad181e","seq":2,"receipt":"started"}', 1795278620780);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":"renamed","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["ud9b686028ec5"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9cb6b5872a59621393ff70b4936');
INSERT INTO "meta" VALUES ('publication', '{"seq":9,"audit":{"count":4,"hash":"9ab4a6dfbc6bb732323ee6964a9295a7ed982cbe57cb41f310edb8c57cdf02b2"},"tally":{"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"last_message_id":"msg_01a1f9cb6cc4742eb75991623b90ccd0","active_ms":107,"running_since":null,"timed_call_count":0,"tool_ms":0,"settled_call_count":0,"model_call_count":1,"turn_end_count":2},"at_ms":1795192221055}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9cb6a58733a932b6b2204d38b76","user_id":"admin","status":"terminated","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"created_at":"2026-11-20T16:30:20.504Z","updated_at":"2026-11-20T16:30:21.047Z","started_at":"2026-11-20T16:30:20.780Z","completed_at":"2026-11-20T16:30:21.047Z","last_seq":9,"last_message":{"message_id":"msg_01a1f9cb6cc4742eb75991623b90ccd0","message_index":1,"parent_message_id":"msg_01a1f9cb6c6c70de84df1d4c8dad181e"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":724,"compacted_tokens":0},"compaction":null,"active_ms":107,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":"terminated","is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null}}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
