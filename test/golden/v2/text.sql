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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9386272730fad9560ddd9d3f9b1', 'session.created', 1795182584434, '{"seq":1,"id":"sevt_01a1f9386272730fad9560ddd9d3f9b1","created_at":"2026-11-20T13:49:44.434Z","type":"session.created","session_id":"sesn_01a1f9386252735fa014745a612e5a7f","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f938640b76178c73f88fc1b79683', 'user.message', 1795182584843, '{"seq":2,"id":"sevt_01a1f938640b76178c73f88fc1b79683","created_at":"2026-11-20T13:49:44.843Z","type":"user.message","message_id":"msg_01a1f938640b76178c73ed0a7cbbfb52","content":[{"type":"text","text":"[{\"thinking\":\"Hm.\",\"text\":\"Grüße, 世界 👋 ''quoted'' \\\\ back\\nline.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f938640b76178c73fc7c74f46480', 'session.status_running', 1795182584843, '{"seq":3,"id":"sevt_01a1f938640b76178c73fc7c74f46480","created_at":"2026-11-20T13:49:44.843Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f938640b76178c7402995078c420', 'span.model_request_start', 1795182584843, '{"seq":4,"id":"sevt_01a1f938640b76178c7402995078c420","created_at":"2026-11-20T13:49:44.843Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f938642a77fc9970c452735b7f51', 'agent.thinking', 1795182584875, '{"seq":5,"id":"sevt_01a1f938642a77fc9970c452735b7f51","created_at":"2026-11-20T13:49:44.875Z","type":"agent.thinking","message_id":"msg_01a1f938640b76178c740759572805f6","content":[{"type":"thinking","thinking":"Hm.","signature":"offline_7d3e123b67371be302b8814f8040db9a"}],"message_index":1,"parent_message_id":"msg_01a1f938640b76178c73ed0a7cbbfb52"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f938642a77fc9970c8704662be1c', 'agent.message', 1795182584875, '{"seq":6,"id":"sevt_01a1f938642a77fc9970c8704662be1c","created_at":"2026-11-20T13:49:44.875Z","type":"agent.message","message_id":"msg_01a1f938640b76178c740759572805f6","content":[{"type":"text","text":"Grüße, 世界 👋 ''quoted'' \\ back\nline.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f938640b76178c73ed0a7cbbfb52"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f938642b75e5903db0d0e7bc2803', 'span.model_request_end', 1795182584875, '{"seq":7,"id":"sevt_01a1f938642b75e5903db0d0e7bc2803","created_at":"2026-11-20T13:49:44.875Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f938640b76178c7402995078c420","time_to_first_token_ms":31,"duration_ms":31,"message_id":"msg_01a1f938640b76178c740759572805f6","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":10,"cache_creation_input_tokens":733,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f938642b75e5903db4aa1117e89e', 'session.status_idle', 1795182584875, '{"seq":8,"id":"sevt_01a1f938642b75e5903db4aa1117e89e","created_at":"2026-11-20T13:49:44.875Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f938650d7691b229358cc1e99568', 'user.message', 1795182585101, '{"seq":9,"id":"sevt_01a1f938650d7691b229358cc1e99568","created_at":"2026-11-20T13:49:45.101Z","type":"user.message","message_id":"msg_01a1f938650c72059f8ad86adf7cd819","content":[{"type":"text","text":"[{\"text\":\"two\"}]"}],"on_busy":"queue","message_index":2,"parent_message_id":"msg_01a1f938640b76178c740759572805f6"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (10, 'sevt_01a1f938650d7691b229398099690ee8', 'session.status_running', 1795182585101, '{"seq":10,"id":"sevt_01a1f938650d7691b229398099690ee8","created_at":"2026-11-20T13:49:45.101Z","type":"session.status_running","turn":2,"inputs":[9]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (11, 'sevt_01a1f938650d7691b2293f7359d32b40', 'span.model_request_start', 1795182585101, '{"seq":11,"id":"sevt_01a1f938650d7691b2293f7359d32b40","created_at":"2026-11-20T13:49:45.101Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f938652c75cf82955968564afae1', 'agent.message', 1795182585132, '{"seq":12,"id":"sevt_01a1f938652c75cf82955968564afae1","created_at":"2026-11-20T13:49:45.132Z","type":"agent.message","message_id":"msg_01a1f938650d7691b2294382d8c39245","content":[{"type":"text","text":"two","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1f938650c72059f8ad86adf7cd819"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f938652d73a19c5da291a5ef403c', 'span.model_request_end', 1795182585132, '{"seq":13,"id":"sevt_01a1f938652d73a19c5da291a5ef403c","created_at":"2026-11-20T13:49:45.132Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f938650d7691b2293f7359d32b40","time_to_first_token_ms":31,"duration_ms":31,"message_id":"msg_01a1f938650d7691b2294382d8c39245","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":14,"cache_read_input_tokens":732},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f938652d73a19c5da43b9ffa0f0c', 'session.status_idle', 1795182585133, '{"seq":14,"id":"sevt_01a1f938652d73a19c5da43b9ffa0f0c","created_at":"2026-11-20T13:49:45.133Z","type":"session.status_idle","turn":2,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/6342d573-bcc3-4c13-8050-1b7c0e1ab9d9', 'aa1afac844e868095cc183e049afebfe6fd92c409452bc39e327807be610159a', '[9]', 1795268985101);
INSERT INTO "idempotency" VALUES ('admin/e49c2e31-7ee7-419a-b98d-b206d3988b22', 'b4654db97274ca09e5b1771c47d2326fbe29f1c28bed401903eeb5588f2426cf', '{"id":"sesn_01a1f9386252735fa014745a612e5a7f","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f938640b76178c73ed0a7cbbfb52","seq":2,"receipt":"started"}', 1795268984843);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9386271749081b3bddebc095390');
INSERT INTO "meta" VALUES ('published_seq', 14);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f9386252735fa014745a612e5a7f","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"created_at":"2026-11-20T13:49:44.434Z","updated_at":"2026-11-20T13:49:45.133Z","started_at":"2026-11-20T13:49:44.843Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1f938650d7691b2294382d8c39245","message_index":3,"parent_message_id":"msg_01a1f938650c72059f8ad86adf7cd819"},"turn_count":2,"turn":null,"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
