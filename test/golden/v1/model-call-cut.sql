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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9151dd574b1b5c7a3bb23ea27cd', 'session.created', 1795180273109, '{"seq":1,"id":"sevt_01a1f9151dd574b1b5c7a3bb23ea27cd","created_at":"2026-11-20T13:11:13.109Z","type":"session.created","session_id":"sesn_01a1f9151dae71baaa5cf42fd4b590c5","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9151f237251aa6b422ceaec36a4', 'user.message', 1795180273443, '{"seq":2,"id":"sevt_01a1f9151f237251aa6b422ceaec36a4","created_at":"2026-11-20T13:11:13.443Z","type":"user.message","message_id":"msg_01a1f9151f227344a947f46fa9cd8820","content":[{"type":"text","text":"[{\"text\":\"said\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9151f237251aa6b46d9ab318b33', 'session.status_running', 1795180273443, '{"seq":3,"id":"sevt_01a1f9151f237251aa6b46d9ab318b33","created_at":"2026-11-20T13:11:13.443Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9151f237251aa6b48091f0fbfcf', 'span.model_request_start', 1795180273443, '{"seq":4,"id":"sevt_01a1f9151f237251aa6b48091f0fbfcf","created_at":"2026-11-20T13:11:13.443Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9151fc176d1b31e3b3937cebdac', 'user.message', 1795180273601, '{"seq":5,"id":"sevt_01a1f9151fc176d1b31e3b3937cebdac","created_at":"2026-11-20T13:11:13.601Z","type":"user.message","message_id":"msg_01a1f9151fbc7525840f45e33f2560a5","content":[{"type":"text","text":"[{\"text\":\"then this\"}]"}],"on_busy":"queue","message_index":1,"parent_message_id":"msg_01a1f9151f227344a947f46fa9cd8820"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/7aefd622-0056-4d37-a473-76a8a8766780', '719711ce7edd953b343f42b0428f7bccf4ea1c5cdf9a3bce0e0cce0b8806397d', '{"id":"sesn_01a1f9151dae71baaa5cf42fd4b590c5","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9151f227344a947f46fa9cd8820","seq":2,"receipt":"started"}', 1795266673443);
INSERT INTO "idempotency" VALUES ('admin/ad633a7f-a1ed-4149-8e41-62f987c5c0a5', '8d1d2006b006f399b829f19ae746031da35fdcdf602e2926162286e33311ca24', '{"id":"sesn_01a1f9151dae71baaa5cf42fd4b590c5","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9151fbc7525840f45e33f2560a5","seq":5,"receipt":"queued"}', 1795266673601);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9151dd574b1b5c79e5d92e3d077');
INSERT INTO "meta" VALUES ('published_seq', 1);
INSERT INTO "meta" VALUES ('schema_version', 1);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f9151dae71baaa5cf42fd4b590c5","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T13:11:13.109Z","updated_at":"2026-11-20T13:11:13.601Z","started_at":"2026-11-20T13:11:13.443Z","completed_at":null,"last_seq":5,"last_message":{"message_id":"msg_01a1f9151fbc7525840f45e33f2560a5","message_index":1,"parent_message_id":"msg_01a1f9151f227344a947f46fa9cd8820"},"turn_count":0,"turn":{"number":1,"started_seq":3,"steps":0,"failures":0,"recoveries":0,"request":{"id":"sevt_01a1f9151f237251aa6b48091f0fbfcf","model":"offline-script","at":"2026-11-20T13:11:13.443Z"},"retry_at":null,"calls":[],"interrupted":false,"suspended":false,"continuations":0,"ended":null},"inputs":[{"seq":5,"on_busy":"queue"}]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
