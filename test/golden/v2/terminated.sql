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
INSERT INTO "events" VALUES (1, 'sevt_01a1f96bbc6c7127948819292f265fb3', 'session.created', 1795185949804, '{"seq":1,"id":"sevt_01a1f96bbc6c7127948819292f265fb3","created_at":"2026-11-20T14:45:49.804Z","type":"session.created","session_id":"sesn_01a1f96bbb75734982f7065c022bd93b","user_id":"admin","config":{"name":"ended","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f96bbdcc723aa3696ec1dc63d89f', 'user.message', 1795185950156, '{"seq":2,"id":"sevt_01a1f96bbdcc723aa3696ec1dc63d89f","created_at":"2026-11-20T14:45:50.156Z","type":"user.message","message_id":"msg_01a1f96bbdcc723aa369639effee02d8","content":[{"type":"text","text":"[{\"text\":\"Goodbye.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f96bbdcc723aa369717ab403cbf0', 'session.status_running', 1795185950156, '{"seq":3,"id":"sevt_01a1f96bbdcc723aa369717ab403cbf0","created_at":"2026-11-20T14:45:50.156Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f96bbe0870f8907c290091523b5f', 'span.model_request_start', 1795185950216, '{"seq":4,"id":"sevt_01a1f96bbe0870f8907c290091523b5f","created_at":"2026-11-20T14:45:50.216Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f96bbe2476a58c285c6768c915d1', 'agent.message', 1795185950245, '{"seq":5,"id":"sevt_01a1f96bbe2476a58c285c6768c915d1","created_at":"2026-11-20T14:45:50.245Z","type":"agent.message","message_id":"msg_01a1f96bbe0870f8907c2edb9942b294","content":[{"type":"text","text":"Goodbye.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f96bbdcc723aa369639effee02d8"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f96bbe257203a471103b37eb9d59', 'span.model_request_end', 1795185950245, '{"seq":6,"id":"sevt_01a1f96bbe257203a471103b37eb9d59","created_at":"2026-11-20T14:45:50.245Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f96bbe0870f8907c290091523b5f","time_to_first_token_ms":28,"duration_ms":28,"message_id":"msg_01a1f96bbe0870f8907c2edb9942b294","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":2,"cache_creation_input_tokens":722,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f96bbe257203a4711417f6bdfce5', 'session.status_idle', 1795185950245, '{"seq":7,"id":"sevt_01a1f96bbe257203a4711417f6bdfce5","created_at":"2026-11-20T14:45:50.245Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f96bbef971d1974060cfd0e1a0ff', 'session.updated', 1795185950457, '{"seq":8,"id":"sevt_01a1f96bbef971d1974060cfd0e1a0ff","created_at":"2026-11-20T14:45:50.457Z","type":"session.updated","changes":{"name":"renamed"}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (9, 'sevt_01a1f96bbf5e713e87b3a111264e69ef', 'session.status_terminated', 1795185950558, '{"seq":9,"id":"sevt_01a1f96bbf5e713e87b3a111264e69ef","created_at":"2026-11-20T14:45:50.558Z","type":"session.status_terminated","reason":"requested"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/2bc5e537-4daf-4ecb-95e7-97658100fc08', '5f11449ef0cb3a970b07f8897fc38912130e6e5e5068c065700f633873d546f4', '{"id":"sesn_01a1f96bbb75734982f7065c022bd93b","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f96bbdcc723aa369639effee02d8","seq":2,"receipt":"started"}', 1795272350156);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":"renamed","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["ud9b686028ec5"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f96bbc6c712794881766992f6b16');
INSERT INTO "meta" VALUES ('published_seq', 9);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f96bbb75734982f7065c022bd93b","user_id":"admin","status":"terminated","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"created_at":"2026-11-20T14:45:49.804Z","updated_at":"2026-11-20T14:45:50.558Z","started_at":"2026-11-20T14:45:50.156Z","completed_at":"2026-11-20T14:45:50.558Z","last_seq":9,"last_message":{"message_id":"msg_01a1f96bbe0870f8907c2edb9942b294","message_index":1,"parent_message_id":"msg_01a1f96bbdcc723aa369639effee02d8"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":724,"compacted_tokens":0},"compaction":null,"active_ms":89}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
