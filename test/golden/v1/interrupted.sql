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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9151599700abc6e71b84c4703b6', 'session.created', 1795180271001, '{"seq":1,"id":"sevt_01a1f9151599700abc6e71b84c4703b6","created_at":"2026-11-20T13:11:11.001Z","type":"session.created","session_id":"sesn_01a1f91514ed75b385bd3fdbfd83176d","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f91518af74a9bdfaf63d79fffb6b', 'user.message', 1795180271791, '{"seq":2,"id":"sevt_01a1f91518af74a9bdfaf63d79fffb6b","created_at":"2026-11-20T13:11:11.791Z","type":"user.message","message_id":"msg_01a1f91518af74a9bdfae9a346e9e9bd","content":[{"type":"text","text":"[{\"text\":\"never finished\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f91518af74a9bdfaf80484ee83fc', 'session.status_running', 1795180271791, '{"seq":3,"id":"sevt_01a1f91518af74a9bdfaf80484ee83fc","created_at":"2026-11-20T13:11:11.791Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f91518b075c7b9920fe93f0edf98', 'span.model_request_start', 1795180271792, '{"seq":4,"id":"sevt_01a1f91518b075c7b9920fe93f0edf98","created_at":"2026-11-20T13:11:11.792Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9151c3174b9a3d042f71d9cd6ac', 'user.interrupt', 1795180272689, '{"seq":5,"id":"sevt_01a1f9151c3174b9a3d042f71d9cd6ac","created_at":"2026-11-20T13:11:12.689Z","type":"user.interrupt"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1f9151c3271ddb002e820db5bdaa2', 'span.model_request_end', 1795180272690, '{"seq":6,"id":"sevt_01a1f9151c3271ddb002e820db5bdaa2","created_at":"2026-11-20T13:11:12.690Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f91518b075c7b9920fe93f0edf98","time_to_first_token_ms":null,"duration_ms":898,"message_id":null,"is_error":true,"model":"offline-script","model_usage":null,"cost_usd":null,"stop_reason":null,"stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9151c3271ddb002ec226b275fc4', 'session.status_idle', 1795180272690, '{"seq":7,"id":"sevt_01a1f9151c3271ddb002ec226b275fc4","created_at":"2026-11-20T13:11:12.690Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"interrupted"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/19f0881a-20cb-4acd-a6bc-7847fbb4dc7b', '55ef51b237b8c86b2e0fe1046c3604e48c25209a30a0417c259cbbe7a47e6155', '{"id":"sesn_01a1f91514ed75b385bd3fdbfd83176d","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f91518af74a9bdfae9a346e9e9bd","seq":2,"receipt":"started"}', 1795266671792);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9151599700abc6e6c6e0650e7bb');
INSERT INTO "meta" VALUES ('published_seq', 7);
INSERT INTO "meta" VALUES ('schema_version', 1);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f91514ed75b385bd3fdbfd83176d","user_id":"admin","status":"active","last_stop_reason":"interrupted","error_message":null,"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T13:11:11.001Z","updated_at":"2026-11-20T13:11:12.690Z","started_at":"2026-11-20T13:11:11.791Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f91518af74a9bdfae9a346e9e9bd","message_index":0,"parent_message_id":null},"turn_count":1,"turn":null,"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
