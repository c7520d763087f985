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
INSERT INTO "events" VALUES (1, 'sevt_01a1f93866a97674a682b32b8b1a0b33', 'session.created', 1795182585513, '{"seq":1,"id":"sevt_01a1f93866a97674a682b32b8b1a0b33","created_at":"2026-11-20T13:49:45.513Z","type":"session.created","session_id":"sesn_01a1f938667c73febc798fe0f00af60d","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":30,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f938671575fe952785ddfdf3739e', 'user.message', 1795182585621, '{"seq":2,"id":"sevt_01a1f938671575fe952785ddfdf3739e","created_at":"2026-11-20T13:49:45.621Z","type":"user.message","message_id":"msg_01a1f938671476b4b8bf3b879cf819b2","content":[{"type":"text","text":"[{\"text\":\"At last.\",\"error\":{\"status\":529,\"type\":\"overloaded_error\",\"message\":\"Overloaded\",\"times\":1}}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f938671575fe95278a4a785bf3f4', 'session.status_running', 1795182585621, '{"seq":3,"id":"sevt_01a1f938671575fe95278a4a785bf3f4","created_at":"2026-11-20T13:49:45.621Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f938671575fe95278ca14b3313f3', 'span.model_request_start', 1795182585621, '{"seq":4,"id":"sevt_01a1f938671575fe95278ca14b3313f3","created_at":"2026-11-20T13:49:45.621Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f938671d7450b1d4749f74adb6b0', 'span.model_request_end', 1795182585629, '{"seq":5,"id":"sevt_01a1f938671d7450b1d4749f74adb6b0","created_at":"2026-11-20T13:49:45.629Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f938671575fe95278ca14b3313f3","time_to_first_token_ms":null,"duration_ms":8,"message_id":null,"is_error":true,"model":"offline-script","model_usage":null,"cost_usd":null,"stop_reason":null,"stop_details":null}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f938671d7450b1d47bc1b91fedf4', 'session.error', 1795182585629, '{"seq":6,"id":"sevt_01a1f938671d7450b1d47bc1b91fedf4","created_at":"2026-11-20T13:49:45.629Z","type":"session.error","error":{"type":"model_overloaded_error","message":"model API 529: Overloaded","retry_status":{"type":"retrying","attempt":1,"max_attempts":3,"delay_ms":25951}}}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f938671e71a08c968d11383b65d4', 'session.status_rescheduled', 1795182585629, '{"seq":7,"id":"sevt_01a1f938671e71a08c968d11383b65d4","created_at":"2026-11-20T13:49:45.629Z","type":"session.status_rescheduled","retry_at":"2026-11-20T13:50:11.580Z"}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/2458e7e5-e26d-4a5e-87b2-cf6240fc77f4', 'f2be43709d3dba9c4a94dfc007aeaf65297165227cb54504d57b9a9764c6fadd', '{"id":"sesn_01a1f938667c73febc798fe0f00af60d","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f938671476b4b8bf3b879cf819b2","seq":2,"receipt":"started"}', 1795268985621);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":30,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f93866a97674a682acf8559a197e');
INSERT INTO "meta" VALUES ('published_seq', 7);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f938667c73febc798fe0f00af60d","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":1,"retry_count":1,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T13:49:45.513Z","updated_at":"2026-11-20T13:49:45.629Z","started_at":"2026-11-20T13:49:45.621Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f938671476b4b8bf3b879cf819b2","message_index":0,"parent_message_id":null},"turn_count":0,"turn":{"number":1,"started_seq":3,"steps":0,"failures":1,"recoveries":0,"request":null,"retry_at":"2026-11-20T13:50:11.580Z","calls":[],"interrupted":false,"suspended":false,"continuations":0,"ended":null},"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
