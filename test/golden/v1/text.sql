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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9151442762ba30113a89924d785', 'session.created', 1795180270657, '{"seq":1,"id":"sevt_01a1f9151442762ba30113a89924d785","created_at":"2026-11-20T13:11:10.657Z","type":"session.created","session_id":"sesn_01a1f915141473aa98fee35c4cd7e35e","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f91518ba7247a09a786b211abf61', 'user.message', 1795180271802, '{"seq":2,"id":"sevt_01a1f91518ba7247a09a786b211abf61","created_at":"2026-11-20T13:11:11.802Z","type":"user.message","message_id":"msg_01a1f91518ba7247a09a6c26898790ca","content":[{"type":"text","text":"[{\"thinking\":\"Hm.\",\"text\":\"Grüße, 世界 👋 ''quoted'' \\\\ back\\nline.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f91518ba7247a09a7d5d61bf073b', 'session.status_running', 1795180271802, '{"seq":3,"id":"sevt_01a1f91518ba7247a09a7d5d61bf073b","created_at":"2026-11-20T13:11:11.802Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f91518ba7247a09a80eef297bd57', 'span.model_request_start', 1795180271802, '{"seq":4,"id":"sevt_01a1f91518ba7247a09a80eef297bd57","created_at":"2026-11-20T13:11:11.802Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f91518fd74aa809761982b113b04', 'agent.thinking', 1795180271869, '{"seq":5,"id":"sevt_01a1f91518fd74aa809761982b113b04","created_at":"2026-11-20T13:11:11.869Z","type":"agent.thinking","message_id":"msg_01a1f91518ba7247a09a87ed729131b6","content":[{"type":"thinking","thinking":"Hm.","signature":"offline_7d3e123b67371be302b8814f8040db9a"}],"message_index":1,"parent_message_id":"msg_01a1f91518ba7247a09a6c26898790ca"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f91518fd74aa809765737ffc326c', 'agent.message', 1795180271869, '{"seq":6,"id":"sevt_01a1f91518fd74aa809765737ffc326c","created_at":"2026-11-20T13:11:11.869Z","type":"agent.message","message_id":"msg_01a1f91518ba7247a09a87ed729131b6","content":[{"type":"text","text":"Grüße, 世界 👋 ''quoted'' \\ back\nline.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f91518ba7247a09a6c26898790ca"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f91518fe7699a07e9502bcbb4faa', 'span.model_request_end', 1795180271869, '{"seq":7,"id":"sevt_01a1f91518fe7699a07e9502bcbb4faa","created_at":"2026-11-20T13:11:11.869Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f91518ba7247a09a80eef297bd57","time_to_first_token_ms":67,"duration_ms":67,"message_id":"msg_01a1f91518ba7247a09a87ed729131b6","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":10,"cache_creation_input_tokens":733,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f91518fe7699a07e9a9feb7c3863', 'session.status_idle', 1795180271870, '{"seq":8,"id":"sevt_01a1f91518fe7699a07e9a9feb7c3863","created_at":"2026-11-20T13:11:11.870Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f9151ba57352af76d392b323e2f7', 'user.message', 1795180272549, '{"seq":9,"id":"sevt_01a1f9151ba57352af76d392b323e2f7","created_at":"2026-11-20T13:11:12.549Z","type":"user.message","message_id":"msg_01a1f9151ba57352af76c602bcafb5e9","content":[{"type":"text","text":"[{\"text\":\"two\"}]"}],"on_busy":"queue","message_index":2,"parent_message_id":"msg_01a1f91518ba7247a09a87ed729131b6"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (10, 'sevt_01a1f9151ba57352af76d59153529499', 'session.status_running', 1795180272549, '{"seq":10,"id":"sevt_01a1f9151ba57352af76d59153529499","created_at":"2026-11-20T13:11:12.549Z","type":"session.status_running","turn":2,"inputs":[9]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (11, 'sevt_01a1f9151ba57352af76dbf0b3be4a71', 'span.model_request_start', 1795180272549, '{"seq":11,"id":"sevt_01a1f9151ba57352af76dbf0b3be4a71","created_at":"2026-11-20T13:11:12.549Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f9151bc277fba506e9a4ac559f0e', 'agent.message', 1795180272578, '{"seq":12,"id":"sevt_01a1f9151bc277fba506e9a4ac559f0e","created_at":"2026-11-20T13:11:12.578Z","type":"agent.message","message_id":"msg_01a1f9151ba57352af76df897fcbcb5c","content":[{"type":"text","text":"two","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1f9151ba57352af76c602bcafb5e9"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f9151bc277fba506edc755345c32', 'span.model_request_end', 1795180272578, '{"seq":13,"id":"sevt_01a1f9151bc277fba506edc755345c32","created_at":"2026-11-20T13:11:12.578Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9151ba57352af76dbf0b3be4a71","time_to_first_token_ms":29,"duration_ms":29,"message_id":"msg_01a1f9151ba57352af76df897fcbcb5c","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":14,"cache_read_input_tokens":732},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f9151bc277fba506f2d5266f4312', 'session.status_idle', 1795180272578, '{"seq":14,"id":"sevt_01a1f9151bc277fba506f2d5266f4312","created_at":"2026-11-20T13:11:12.578Z","type":"session.status_idle","turn":2,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/12c31df4-18ea-4f67-b00e-a3b9eaf74910', 'a8944fe12a9e7294b020ceb239d46a61796ef0ab876371c704b444c66b979d89', '{"data":[{"seq":9,"id":"sevt_01a1f9151ba57352af76d392b323e2f7","created_at":"2026-11-20T13:11:12.549Z","type":"user.message","message_id":"msg_01a1f9151ba57352af76c602bcafb5e9","content":[{"type":"text","text":"[{\"text\":\"two\"}]"}],"on_busy":"queue","message_index":2,"parent_message_id":"msg_01a1f91518ba7247a09a87ed729131b6"}]}', 1795266672549);
INSERT INTO "idempotency" VALUES ('admin/4a63002d-069c-4e85-aba3-81fb338e8312', '0f1b56d5d79ce71ae702bccc4248f7a440daa9f142700e17a6ca9997878a367f', '{"id":"sesn_01a1f915141473aa98fee35c4cd7e35e","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f91518ba7247a09a6c26898790ca","seq":2,"receipt":"started"}', 1795266671802);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f915144176fb9b0f885d5c7a021c');
INSERT INTO "meta" VALUES ('published_seq', 14);
INSERT INTO "meta" VALUES ('schema_version', 1);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f915141473aa98fee35c4cd7e35e","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"created_at":"2026-11-20T13:11:10.657Z","updated_at":"2026-11-20T13:11:12.578Z","started_at":"2026-11-20T13:11:11.802Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1f9151ba57352af76df897fcbcb5c","message_index":3,"parent_message_id":"msg_01a1f9151ba57352af76c602bcafb5e9"},"turn_count":2,"turn":null,"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
