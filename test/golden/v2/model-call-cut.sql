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
INSERT INTO "events" VALUES (1, 'sevt_01a1f93866ad719bbcc709ae6d631856', 'session.created', 1795182585517, '{"seq":1,"id":"sevt_01a1f93866ad719bbcc709ae6d631856","created_at":"2026-11-20T13:49:45.517Z","type":"session.created","session_id":"sesn_01a1f9386685730f92397f6845db032a","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f938675277db978fa43dbfbb8d85', 'user.message', 1795182585682, '{"seq":2,"id":"sevt_01a1f938675277db978fa43dbfbb8d85","created_at":"2026-11-20T13:49:45.682Z","type":"user.message","message_id":"msg_01a1f938675277db978f9a7625fbefb6","content":[{"type":"text","text":"[{\"text\":\"said\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f938675277db978fab173a0ff88e', 'session.status_running', 1795182585682, '{"seq":3,"id":"sevt_01a1f938675277db978fab173a0ff88e","created_at":"2026-11-20T13:49:45.682Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f938675277db978fad0b590584a7', 'span.model_request_start', 1795182585682, '{"seq":4,"id":"sevt_01a1f938675277db978fad0b590584a7","created_at":"2026-11-20T13:49:45.682Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f93867bd7778a717ad18f935b7e3', 'user.message', 1795182585789, '{"seq":5,"id":"sevt_01a1f93867bd7778a717ad18f935b7e3","created_at":"2026-11-20T13:49:45.789Z","type":"user.message","message_id":"msg_01a1f93867bd7778a717a7a73d2ec508","content":[{"type":"text","text":"[{\"text\":\"then this\"}]"}],"on_busy":"queue","message_index":1,"parent_message_id":"msg_01a1f938675277db978f9a7625fbefb6"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/2e812fcb-9355-4273-bafd-40569ffc1867', 'e8f839c0f94faa0a3c49664e00b9af9011c3d1f3a8b1af81e5a3a7a0984cee13', '{"id":"sesn_01a1f9386685730f92397f6845db032a","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f93867bd7778a717a7a73d2ec508","seq":5,"receipt":"queued"}', 1795268985789);
INSERT INTO "idempotency" VALUES ('admin/d9f6901c-aaec-417e-b8fe-9980d2e8a992', 'cb36c3469f7627c5c9a6e5031bd4e9008f086bbd623a2de5aa92a3683ffa07b8', '{"id":"sesn_01a1f9386685730f92397f6845db032a","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f938675277db978f9a7625fbefb6","seq":2,"receipt":"started"}', 1795268985682);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f93866ad719bbcc704164337180c');
INSERT INTO "meta" VALUES ('published_seq', 1);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f9386685730f92397f6845db032a","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T13:49:45.517Z","updated_at":"2026-11-20T13:49:45.789Z","started_at":"2026-11-20T13:49:45.682Z","completed_at":null,"last_seq":5,"last_message":{"message_id":"msg_01a1f93867bd7778a717a7a73d2ec508","message_index":1,"parent_message_id":"msg_01a1f938675277db978f9a7625fbefb6"},"turn_count":0,"turn":{"number":1,"started_seq":3,"steps":0,"failures":0,"recoveries":0,"request":{"id":"sevt_01a1f938675277db978fad0b590584a7","model":"offline-script","at":"2026-11-20T13:49:45.682Z"},"retry_at":null,"calls":[],"interrupted":false,"suspended":false,"continuations":0,"ended":null},"inputs":[{"seq":5,"on_busy":"queue"}]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
