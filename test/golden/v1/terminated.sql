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
CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        type TEXT NOT NULL,
        at INTEGER NOT NULL,
        body TEXT NOT NULL,
        actor TEXT
      );
INSERT INTO "events" VALUES (1, 'sevt_01a1f915159574a2a3e18076e4fad157', 'session.created', 1795180270997, '{"seq":1,"id":"sevt_01a1f915159574a2a3e18076e4fad157","created_at":"2026-11-20T13:11:10.997Z","type":"session.created","session_id":"sesn_01a1f91514e572f584e84b07f9ccd6f7","user_id":"admin","config":{"name":"ended","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f91518c377e4aa4ca24eabb12557', 'user.message', 1795180271811, '{"seq":2,"id":"sevt_01a1f91518c377e4aa4ca24eabb12557","created_at":"2026-11-20T13:11:11.811Z","type":"user.message","message_id":"msg_01a1f91518c377e4aa4c9487e2664169","content":[{"type":"text","text":"[{\"text\":\"Goodbye.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f91518c377e4aa4ca7cdfd50d2a4', 'session.status_running', 1795180271811, '{"seq":3,"id":"sevt_01a1f91518c377e4aa4ca7cdfd50d2a4","created_at":"2026-11-20T13:11:11.811Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f91518c471c6b15fc0ae65ccc5e9', 'span.model_request_start', 1795180271812, '{"seq":4,"id":"sevt_01a1f91518c471c6b15fc0ae65ccc5e9","created_at":"2026-11-20T13:11:11.812Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9151901711c95ff10e1210d4a9d', 'agent.message', 1795180271873, '{"seq":5,"id":"sevt_01a1f9151901711c95ff10e1210d4a9d","created_at":"2026-11-20T13:11:11.873Z","type":"agent.message","message_id":"msg_01a1f91518c471c6b15fc6bd1374d85f","content":[{"type":"text","text":"Goodbye.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f91518c377e4aa4c9487e2664169"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f9151901711c95ff16cd47e1600f', 'span.model_request_end', 1795180271873, '{"seq":6,"id":"sevt_01a1f9151901711c95ff16cd47e1600f","created_at":"2026-11-20T13:11:11.873Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f91518c471c6b15fc0ae65ccc5e9","time_to_first_token_ms":61,"duration_ms":61,"message_id":"msg_01a1f91518c471c6b15fc6bd1374d85f","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":2,"cache_creation_input_tokens":722,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9151901711c95ff1a6f520f6a88', 'session.status_idle', 1795180271873, '{"seq":7,"id":"sevt_01a1f9151901711c95ff1a6f520f6a88","created_at":"2026-11-20T13:11:11.873Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f9151ba4703b8a45af165a806b42', 'session.updated', 1795180272548, '{"seq":8,"id":"sevt_01a1f9151ba4703b8a45af165a806b42","created_at":"2026-11-20T13:11:12.548Z","type":"session.updated","changes":{"name":"renamed"}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (9, 'sevt_01a1f9151c7e717ea48f6ba6d2a14c7d', 'session.status_terminated', 1795180272766, '{"seq":9,"id":"sevt_01a1f9151c7e717ea48f6ba6d2a14c7d","created_at":"2026-11-20T13:11:12.766Z","type":"session.status_terminated","reason":"requested"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/8428bdb1-90aa-4ef6-9bed-c2c2cddc8162', '1208448268121b6f9e3ec788812cf3f55355aac8dd19e5fa5480413b0ee1d87f', '{"id":"sesn_01a1f91514e572f584e84b07f9ccd6f7","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f91518c377e4aa4c9487e2664169","seq":2,"receipt":"started"}', 1795266671811);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":"renamed","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f915159574a2a3e17d814c9ee918');
INSERT INTO "meta" VALUES ('published_seq', 9);
INSERT INTO "meta" VALUES ('schema_version', 1);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f91514e572f584e84b07f9ccd6f7","user_id":"admin","status":"terminated","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"created_at":"2026-11-20T13:11:10.997Z","updated_at":"2026-11-20T13:11:12.766Z","started_at":"2026-11-20T13:11:11.811Z","completed_at":"2026-11-20T13:11:12.766Z","last_seq":9,"last_message":{"message_id":"msg_01a1f91518c471c6b15fc6bd1374d85f","message_index":1,"parent_message_id":"msg_01a1f91518c377e4aa4c9487e2664169"},"turn_count":1,"turn":null,"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
