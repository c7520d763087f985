CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    );
INSERT INTO "blobs" VALUES ('adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c', 5, x'0001fffe27');
INSERT INTO "blobs" VALUES ('502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b', 10, x'23204772c3b6c39f650a');
INSERT INTO "blobs" VALUES ('283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247', 4, x'676f6e65');
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
INSERT INTO "entries" VALUES ('/workspace', 'bytes.bin', 'file', 'adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c', NULL, 5, 420, 1795180271786);
INSERT INTO "entries" VALUES ('/workspace', 'link', 'symlink', NULL, 'notes/größe.md', 0, 511, 1795180273031);
INSERT INTO "entries" VALUES ('/workspace', 'notes', 'directory', NULL, NULL, 0, 493, 1795180272532);
INSERT INTO "entries" VALUES ('/workspace/notes', 'größe.md', 'file', '502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b', NULL, 10, 420, 1795180272532);
CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        type TEXT NOT NULL,
        at INTEGER NOT NULL,
        body TEXT NOT NULL,
        actor TEXT
      );
INSERT INTO "events" VALUES (1, 'sevt_01a1f9151597715c98980dd22867cb2e', 'session.created', 1795180270999, '{"seq":1,"id":"sevt_01a1f9151597715c98980dd22867cb2e","created_at":"2026-11-20T13:11:10.999Z","type":"session.created","session_id":"sesn_01a1f91514e67118a6908ace4607742f","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f91518ae76efb0e10d4fa3fece00', 'file.written', 1795180271790, '{"seq":2,"id":"sevt_01a1f91518ae76efb0e10d4fa3fece00","created_at":"2026-11-20T13:11:11.790Z","type":"file.written","path":"/workspace/bytes.bin","hash":"adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c","size_bytes":5,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9151b977189a72f6fdc206fd2e9', 'file.written', 1795180272535, '{"seq":3,"id":"sevt_01a1f9151b977189a72f6fdc206fd2e9","created_at":"2026-11-20T13:11:12.535Z","type":"file.written","path":"/workspace/notes/größe.md","hash":"502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b","size_bytes":10,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9151ca47052bc7b3b1a4ff00893', 'file.written', 1795180272804, '{"seq":4,"id":"sevt_01a1f9151ca47052bc7b3b1a4ff00893","created_at":"2026-11-20T13:11:12.804Z","type":"file.written","path":"/workspace/gone.txt","hash":"283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247","size_bytes":4,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (5, 'sevt_01a1f9151d5a7329b393cdfea57d7890', 'file.deleted', 1795180272986, '{"seq":5,"id":"sevt_01a1f9151d5a7329b393cdfea57d7890","created_at":"2026-11-20T13:11:12.986Z","type":"file.deleted","path":"/workspace/gone.txt","tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1f9151d787776a8387d4dd5806fbb', 'user.message', 1795180273016, '{"seq":6,"id":"sevt_01a1f9151d787776a8387d4dd5806fbb","created_at":"2026-11-20T13:11:13.016Z","type":"user.message","message_id":"msg_01a1f9151d787776a8387337337086cb","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"ln -s notes/größe.md link; ls\"}}]}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (7, 'sevt_01a1f9151d787776a83881bdf6960379', 'session.status_running', 1795180273016, '{"seq":7,"id":"sevt_01a1f9151d787776a83881bdf6960379","created_at":"2026-11-20T13:11:13.016Z","type":"session.status_running","turn":1,"inputs":[6]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (8, 'sevt_01a1f9151d787776a838869d8af707b8', 'span.model_request_start', 1795180273016, '{"seq":8,"id":"sevt_01a1f9151d787776a838869d8af707b8","created_at":"2026-11-20T13:11:13.016Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f9151d8070cabd3984fa11b2c039', 'agent.tool_use', 1795180273024, '{"seq":9,"id":"sevt_01a1f9151d8070cabd3984fa11b2c039","created_at":"2026-11-20T13:11:13.024Z","type":"agent.tool_use","message_id":"msg_01a1f9151d787776a8388980868401ab","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"block":{"type":"tool_use","id":"toolu_offline_1b60352e70a24bfd_0","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f9151d787776a8387337337086cb"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f9151d8070cabd398abd3d0681ad', 'span.model_request_end', 1795180273024, '{"seq":10,"id":"sevt_01a1f9151d8070cabd398abd3d0681ad","created_at":"2026-11-20T13:11:13.024Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9151d787776a838869d8af707b8","time_to_first_token_ms":null,"duration_ms":8,"message_id":"msg_01a1f9151d787776a8388980868401ab","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":12,"cache_creation_input_tokens":737,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f9151d8070cabd3992b31683a1aa', 'permission.decided', 1795180273024, '{"seq":11,"id":"sevt_01a1f9151d8070cabd3992b31683a1aa","created_at":"2026-11-20T13:11:13.024Z","type":"permission.decided","permission_id":"perm_01a1f9151d8070cabd398f0ab24084d4","tool_use_id":"sevt_01a1f9151d8070cabd3984fa11b2c039","tool_name":"Bash","decision":"allow","decided_by":"rule","reason":"allowed_tools names Bash"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f9151d8070cabd3995c23c7758f1', 'tool.started', 1795180273024, '{"seq":12,"id":"sevt_01a1f9151d8070cabd3995c23c7758f1","created_at":"2026-11-20T13:11:13.024Z","type":"tool.started","tool_use_id":"sevt_01a1f9151d8070cabd3984fa11b2c039","attempt":1}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f9151d897462ba8b8c8ab2f259a5', 'agent.tool_result', 1795180273033, '{"seq":13,"id":"sevt_01a1f9151d897462ba8b8c8ab2f259a5","created_at":"2026-11-20T13:11:13.033Z","type":"agent.tool_result","message_id":"msg_01a1f9151d897462ba8b8a219b459888","tool_use_id":"sevt_01a1f9151d8070cabd3984fa11b2c039","content":[{"type":"text","text":"bytes.bin\nlink\nnotes"}],"is_error":false,"outcome":"success","duration_ms":9,"message_index":2,"parent_message_id":"msg_01a1f9151d787776a8388980868401ab"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f9151d897462ba8b93a7d04e434b', 'span.model_request_start', 1795180273034, '{"seq":14,"id":"sevt_01a1f9151d897462ba8b93a7d04e434b","created_at":"2026-11-20T13:11:13.034Z","type":"span.model_request_start","model":"offline-script","step":2,"attempt":1}', NULL);
INSERT INTO "events" VALUES (15, 'sevt_01a1f9151d8c72afb43dd4eb5f702272', 'agent.message', 1795180273036, '{"seq":15,"id":"sevt_01a1f9151d8c72afb43dd4eb5f702272","created_at":"2026-11-20T13:11:13.036Z","type":"agent.message","message_id":"msg_01a1f9151d8a740f9b8943c600244819","content":[{"type":"text","text":"done","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1f9151d897462ba8b8a219b459888"}', NULL);
INSERT INTO "events" VALUES (16, 'sevt_01a1f9151d8c72afb43dd8ca827746c4', 'span.model_request_end', 1795180273036, '{"seq":16,"id":"sevt_01a1f9151d8c72afb43dd8ca827746c4","created_at":"2026-11-20T13:11:13.036Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9151d897462ba8b93a7d04e434b","time_to_first_token_ms":2,"duration_ms":2,"message_id":"msg_01a1f9151d8a740f9b8943c600244819","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":17,"cache_read_input_tokens":736},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (17, 'sevt_01a1f9151d8d75dcaa7d7227f54cf9c4', 'session.status_idle', 1795180273037, '{"seq":17,"id":"sevt_01a1f9151d8d75dcaa7d7227f54cf9c4","created_at":"2026-11-20T13:11:13.037Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/cab47cf9-a457-4492-a559-0790b8fa3d54', 'd8038b1c5acda8a65561b7e244b02fd18f931f2292c98c11c0e0d06531327228', '{"id":"sesn_01a1f91514e67118a6908ace4607742f","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9151d787776a8387337337086cb","seq":6,"receipt":"started"}', 1795266673016);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9151597715c989809a416441e2d');
INSERT INTO "meta" VALUES ('published_seq', 17);
INSERT INTO "meta" VALUES ('schema_version', 1);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f91514e67118a6908ace4607742f","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"created_at":"2026-11-20T13:11:10.999Z","updated_at":"2026-11-20T13:11:13.037Z","started_at":"2026-11-20T13:11:13.016Z","completed_at":null,"last_seq":17,"last_message":{"message_id":"msg_01a1f9151d8a740f9b8943c600244819","message_index":3,"parent_message_id":"msg_01a1f9151d897462ba8b8a219b459888"},"turn_count":1,"turn":null,"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
