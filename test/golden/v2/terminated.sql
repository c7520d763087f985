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
INSERT INTO "events" VALUES (1, 'sevt_01a1f938630577df9b443bc68c8cd4b1', 'session.created', 1795182584581, '{"seq":1,"id":"sevt_01a1f938630577df9b443bc68c8cd4b1","created_at":"2026-11-20T13:49:44.581Z","type":"session.created","session_id":"sesn_01a1f93862af753ab5b30fa2522d0750","user_id":"admin","config":{"name":"ended","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f938640c702f8dbddb760cb3beae', 'user.message', 1795182584844, '{"seq":2,"id":"sevt_01a1f938640c702f8dbddb760cb3beae","created_at":"2026-11-20T13:49:44.844Z","type":"user.message","message_id":"msg_01a1f938640c702f8dbdcdf0ef22b5fd","content":[{"type":"text","text":"[{\"text\":\"Goodbye.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f938640c702f8dbddfaa054d91dc', 'session.status_running', 1795182584844, '{"seq":3,"id":"sevt_01a1f938640c702f8dbddfaa054d91dc","created_at":"2026-11-20T13:49:44.844Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f938640c702f8dbde3fad1c31e5a', 'span.model_request_start', 1795182584844, '{"seq":4,"id":"sevt_01a1f938640c702f8dbde3fad1c31e5a","created_at":"2026-11-20T13:49:44.844Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f938642c73b5806dff0c424a23bb', 'agent.message', 1795182584876, '{"seq":5,"id":"sevt_01a1f938642c73b5806dff0c424a23bb","created_at":"2026-11-20T13:49:44.876Z","type":"agent.message","message_id":"msg_01a1f938640d75fc8f6ad796e22f4d30","content":[{"type":"text","text":"Goodbye.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f938640c702f8dbdcdf0ef22b5fd"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f938642c73b5806e0045d0940aa4', 'span.model_request_end', 1795182584876, '{"seq":6,"id":"sevt_01a1f938642c73b5806e0045d0940aa4","created_at":"2026-11-20T13:49:44.876Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f938640c702f8dbde3fad1c31e5a","time_to_first_token_ms":32,"duration_ms":32,"message_id":"msg_01a1f938640d75fc8f6ad796e22f4d30","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":2,"cache_creation_input_tokens":722,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f938642c73b5806e05c8031c9189', 'session.status_idle', 1795182584876, '{"seq":7,"id":"sevt_01a1f938642c73b5806e05c8031c9189","created_at":"2026-11-20T13:49:44.876Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f938650677458e1723d4de4e1204', 'session.updated', 1795182585094, '{"seq":8,"id":"sevt_01a1f938650677458e1723d4de4e1204","created_at":"2026-11-20T13:49:45.094Z","type":"session.updated","changes":{"name":"renamed"}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (9, 'sevt_01a1f9386572760286e6fbb6b770c6dc', 'session.status_terminated', 1795182585202, '{"seq":9,"id":"sevt_01a1f9386572760286e6fbb6b770c6dc","created_at":"2026-11-20T13:49:45.202Z","type":"session.status_terminated","reason":"requested"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/a3fed5bc-5219-4f97-ab92-d4aeda31ad64', '181fbdcb05021fd1c7357821c98d5b469db3f2c6b2b7e7bd477a55eb51a6dded', '{"id":"sesn_01a1f93862af753ab5b30fa2522d0750","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f938640c702f8dbdcdf0ef22b5fd","seq":2,"receipt":"started"}', 1795268984844);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":"renamed","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f93863047545be1d7686713d8d2c');
INSERT INTO "meta" VALUES ('published_seq', 9);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f93862af753ab5b30fa2522d0750","user_id":"admin","status":"terminated","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"created_at":"2026-11-20T13:49:44.581Z","updated_at":"2026-11-20T13:49:45.202Z","started_at":"2026-11-20T13:49:44.844Z","completed_at":"2026-11-20T13:49:45.202Z","last_seq":9,"last_message":{"message_id":"msg_01a1f938640d75fc8f6ad796e22f4d30","message_index":1,"parent_message_id":"msg_01a1f938640c702f8dbdcdf0ef22b5fd"},"turn_count":1,"turn":null,"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
