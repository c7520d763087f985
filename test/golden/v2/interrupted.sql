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
INSERT INTO "events" VALUES (1, 'sevt_01a1f938630f737086110aa22cae2550', 'session.created', 1795182584591, '{"seq":1,"id":"sevt_01a1f938630f737086110aa22cae2550","created_at":"2026-11-20T13:49:44.591Z","type":"session.created","session_id":"sesn_01a1f93862bb712e88d78d267f3d1282","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f938650b73c4803c2fe45474475a', 'user.message', 1795182585099, '{"seq":2,"id":"sevt_01a1f938650b73c4803c2fe45474475a","created_at":"2026-11-20T13:49:45.099Z","type":"user.message","message_id":"msg_01a1f938650b73c4803c2179b67a466a","content":[{"type":"text","text":"[{\"text\":\"never finished\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f938650b73c4803c328fcd789605', 'session.status_running', 1795182585099, '{"seq":3,"id":"sevt_01a1f938650b73c4803c328fcd789605","created_at":"2026-11-20T13:49:45.099Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f938650c72059f8ad19ba34b05f9', 'span.model_request_start', 1795182585100, '{"seq":4,"id":"sevt_01a1f938650c72059f8ad19ba34b05f9","created_at":"2026-11-20T13:49:45.100Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f93865e3758487d195bf86cb0f44', 'user.interrupt', 1795182585315, '{"seq":5,"id":"sevt_01a1f93865e3758487d195bf86cb0f44","created_at":"2026-11-20T13:49:45.315Z","type":"user.interrupt"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1f93865e4701c865040d0c7d653c7', 'span.model_request_end', 1795182585316, '{"seq":6,"id":"sevt_01a1f93865e4701c865040d0c7d653c7","created_at":"2026-11-20T13:49:45.316Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f938650c72059f8ad19ba34b05f9","time_to_first_token_ms":null,"duration_ms":216,"message_id":null,"is_error":true,"model":"offline-script","model_usage":null,"cost_usd":null,"stop_reason":null,"stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f93865e5721fbe7dbaccabfd58cb', 'session.status_idle', 1795182585317, '{"seq":7,"id":"sevt_01a1f93865e5721fbe7dbaccabfd58cb","created_at":"2026-11-20T13:49:45.317Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"interrupted"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/6e3433cd-2bf3-41c8-b7fe-9d2764603c9a', '0dce60d6921ed3052ae1ccbfdcc315b578f420e2cd3ee64d9457a54bea2d7252', '{"id":"sesn_01a1f93862bb712e88d78d267f3d1282","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f938650b73c4803c2179b67a466a","seq":2,"receipt":"started"}', 1795268985100);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f938630f7370861106de20ee9357');
INSERT INTO "meta" VALUES ('published_seq', 7);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f93862bb712e88d78d267f3d1282","user_id":"admin","status":"active","last_stop_reason":"interrupted","error_message":null,"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T13:49:44.591Z","updated_at":"2026-11-20T13:49:45.317Z","started_at":"2026-11-20T13:49:45.099Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f938650b73c4803c2179b67a466a","message_index":0,"parent_message_id":null},"turn_count":1,"turn":null,"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
