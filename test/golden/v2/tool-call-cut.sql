CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    );
INSERT INTO "blobs" VALUES ('2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806', 4, x'6f6e650a');
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
INSERT INTO "entries" VALUES ('/workspace', 'one.txt', 'file', '2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806', NULL, 4, 420, 1795182585737);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1f93866b770ce9e5f1c05cfae0d2c', 'session.created', 1795182585527, '{"seq":1,"id":"sevt_01a1f93866b770ce9e5f1c05cfae0d2c","created_at":"2026-11-20T13:49:45.527Z","type":"session.created","session_id":"sesn_01a1f938668671df8aa7f6d5c1bd7d84","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f938674e76639e673d2affb05a9d', 'user.message', 1795182585678, '{"seq":2,"id":"sevt_01a1f938674e76639e673d2affb05a9d","created_at":"2026-11-20T13:49:45.678Z","type":"user.message","message_id":"msg_01a1f938674e76639e673262bccca273","content":[{"type":"text","text":"[{\"text\":\"Both.\",\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"echo one > one.txt\"}},{\"name\":\"Bash\",\"input\":{\"command\":\"sleep 3; echo two > two.txt\"}}]},{\"text\":\"Yes.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f938674e76639e6742269d1e2cd2', 'session.status_running', 1795182585678, '{"seq":3,"id":"sevt_01a1f938674e76639e6742269d1e2cd2","created_at":"2026-11-20T13:49:45.678Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f938674f77d28f1ac28bd00cafb8', 'span.model_request_start', 1795182585679, '{"seq":4,"id":"sevt_01a1f938674f77d28f1ac28bd00cafb8","created_at":"2026-11-20T13:49:45.679Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f938675a7741aaa6d6ad3063175b', 'agent.message', 1795182585690, '{"seq":5,"id":"sevt_01a1f938675a7741aaa6d6ad3063175b","created_at":"2026-11-20T13:49:45.690Z","type":"agent.message","message_id":"msg_01a1f9386750700095351f69dbe1dbbc","content":[{"type":"text","text":"Both.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f938674e76639e673262bccca273"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f938675a7741aaa6db453af55f3c', 'agent.tool_use', 1795182585690, '{"seq":6,"id":"sevt_01a1f938675a7741aaa6db453af55f3c","created_at":"2026-11-20T13:49:45.690Z","type":"agent.tool_use","message_id":"msg_01a1f9386750700095351f69dbe1dbbc","name":"Bash","input":{"command":"echo one > one.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_1","name":"Bash","input":{"command":"echo one > one.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f938674e76639e673262bccca273"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f938675a7741aaa6dc97c48350d2', 'agent.tool_use', 1795182585690, '{"seq":7,"id":"sevt_01a1f938675a7741aaa6dc97c48350d2","created_at":"2026-11-20T13:49:45.690Z","type":"agent.tool_use","message_id":"msg_01a1f9386750700095351f69dbe1dbbc","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_2","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f938674e76639e673262bccca273"}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f938675a7741aaa6e379fe569f79', 'span.model_request_end', 1795182585690, '{"seq":8,"id":"sevt_01a1f938675a7741aaa6e379fe569f79","created_at":"2026-11-20T13:49:45.690Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f938674f77d28f1ac28bd00cafb8","time_to_first_token_ms":11,"duration_ms":11,"message_id":"msg_01a1f9386750700095351f69dbe1dbbc","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":22,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f938675c71c9b633c18b6deed7e2', 'permission.decided', 1795182585692, '{"seq":9,"id":"sevt_01a1f938675c71c9b633c18b6deed7e2","created_at":"2026-11-20T13:49:45.692Z","type":"permission.decided","permission_id":"perm_01a1f938675c71c9b633bfa43c9db4f4","tool_use_id":"sevt_01a1f938675a7741aaa6db453af55f3c","tool_name":"Bash","decision":"allow","decided_by":"rule","reason":"allowed_tools names Bash"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f938675c71c9b633c4bb1e1bcca2', 'tool.started', 1795182585692, '{"seq":10,"id":"sevt_01a1f938675c71c9b633c4bb1e1bcca2","created_at":"2026-11-20T13:49:45.692Z","type":"tool.started","tool_use_id":"sevt_01a1f938675a7741aaa6db453af55f3c","attempt":1}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f938678a76b79464ea834848fc07', 'file.written', 1795182585738, '{"seq":11,"id":"sevt_01a1f938678a76b79464ea834848fc07","created_at":"2026-11-20T13:49:45.738Z","type":"file.written","path":"/workspace/one.txt","hash":"2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806","size_bytes":4,"tool_use_id":"sevt_01a1f938675a7741aaa6db453af55f3c"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f938678a76b79464ec81ff74e354', 'agent.tool_result', 1795182585738, '{"seq":12,"id":"sevt_01a1f938678a76b79464ec81ff74e354","created_at":"2026-11-20T13:49:45.738Z","type":"agent.tool_result","message_id":"msg_01a1f938678a76b79464e603d64d3e79","tool_use_id":"sevt_01a1f938675a7741aaa6db453af55f3c","content":[{"type":"text","text":"(Bash completed with no output)"}],"is_error":false,"outcome":"success","duration_ms":45,"message_index":2,"parent_message_id":"msg_01a1f9386750700095351f69dbe1dbbc"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f938678a76b79464f65eedb81943', 'permission.decided', 1795182585738, '{"seq":13,"id":"sevt_01a1f938678a76b79464f65eedb81943","created_at":"2026-11-20T13:49:45.738Z","type":"permission.decided","permission_id":"perm_01a1f938678a76b79464f1e9dfd2dff3","tool_use_id":"sevt_01a1f938675a7741aaa6dc97c48350d2","tool_name":"Bash","decision":"allow","decided_by":"rule","reason":"allowed_tools names Bash"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f938678a76b79464f957e1274348', 'tool.started', 1795182585738, '{"seq":14,"id":"sevt_01a1f938678a76b79464f957e1274348","created_at":"2026-11-20T13:49:45.738Z","type":"tool.started","tool_use_id":"sevt_01a1f938675a7741aaa6dc97c48350d2","attempt":1}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/29da7003-c358-41a9-a9b8-d4f77781ff08', 'f521753b6cdcaf82244d53f8c6372853d1419c77847b6559608c38f0124ebacd', '{"id":"sesn_01a1f938668671df8aa7f6d5c1bd7d84","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f938674e76639e673262bccca273","seq":2,"receipt":"started"}', 1795268985679);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f93866b770ce9e5f194457cfdb07');
INSERT INTO "meta" VALUES ('published_seq', 1);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f938668671df8aa7f6d5c1bd7d84","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":3,"tool_call_count":2,"hook_execution_count":0,"permission_check_count":2,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":22,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T13:49:45.527Z","updated_at":"2026-11-20T13:49:45.738Z","started_at":"2026-11-20T13:49:45.678Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1f938678a76b79464e603d64d3e79","message_index":2,"parent_message_id":"msg_01a1f9386750700095351f69dbe1dbbc"},"turn_count":0,"turn":{"number":1,"started_seq":3,"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"calls":[{"id":"sevt_01a1f938675a7741aaa6dc97c48350d2","seq":7,"name":"Bash","status":"running","attempts":1}],"interrupted":false,"suspended":false,"continuations":0,"ended":null},"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
