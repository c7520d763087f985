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
INSERT INTO "entries" VALUES ('/workspace', 'bytes.bin', 'file', 'adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c', NULL, 5, 420, 1795182585087);
INSERT INTO "entries" VALUES ('/workspace', 'link', 'symlink', NULL, 'notes/größe.md', 0, 511, 1795182585422);
INSERT INTO "entries" VALUES ('/workspace', 'notes', 'directory', NULL, NULL, 0, 493, 1795182585226);
INSERT INTO "entries" VALUES ('/workspace/notes', 'größe.md', 'file', '502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b', NULL, 10, 420, 1795182585226);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1f938630b725e81e0dcd9d4d8699c', 'session.created', 1795182584587, '{"seq":1,"id":"sevt_01a1f938630b725e81e0dcd9d4d8699c","created_at":"2026-11-20T13:49:44.587Z","type":"session.created","session_id":"sesn_01a1f93862b6742880d628ef849113aa","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f93865007039a91cef7ae76b4d61', 'file.written', 1795182585088, '{"seq":2,"id":"sevt_01a1f93865007039a91cef7ae76b4d61","created_at":"2026-11-20T13:49:45.088Z","type":"file.written","path":"/workspace/bytes.bin","hash":"adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c","size_bytes":5,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f938658b74af9df62a2bd88c1c9b', 'file.written', 1795182585227, '{"seq":3,"id":"sevt_01a1f938658b74af9df62a2bd88c1c9b","created_at":"2026-11-20T13:49:45.227Z","type":"file.written","path":"/workspace/notes/größe.md","hash":"502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b","size_bytes":10,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f93865ed74ee91ccf1ded191378f', 'file.written', 1795182585325, '{"seq":4,"id":"sevt_01a1f93865ed74ee91ccf1ded191378f","created_at":"2026-11-20T13:49:45.325Z","type":"file.written","path":"/workspace/gone.txt","hash":"283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247","size_bytes":4,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (5, 'sevt_01a1f938661b7071aef7906d42660ae8', 'file.deleted', 1795182585371, '{"seq":5,"id":"sevt_01a1f938661b7071aef7906d42660ae8","created_at":"2026-11-20T13:49:45.371Z","type":"file.deleted","path":"/workspace/gone.txt","tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1f938663a71b4a2f2aec310295c42', 'user.message', 1795182585402, '{"seq":6,"id":"sevt_01a1f938663a71b4a2f2aec310295c42","created_at":"2026-11-20T13:49:45.402Z","type":"user.message","message_id":"msg_01a1f938663a71b4a2f2a03e79b6a520","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"ln -s notes/größe.md link; ls\"}}]}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (7, 'sevt_01a1f938663a71b4a2f2b01371df7e07', 'session.status_running', 1795182585402, '{"seq":7,"id":"sevt_01a1f938663a71b4a2f2b01371df7e07","created_at":"2026-11-20T13:49:45.402Z","type":"session.status_running","turn":1,"inputs":[6]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (8, 'sevt_01a1f938663b77f7a376df5d043d1d65', 'span.model_request_start', 1795182585403, '{"seq":8,"id":"sevt_01a1f938663b77f7a376df5d043d1d65","created_at":"2026-11-20T13:49:45.403Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f938664272cc97fdfaaa03bc265a', 'agent.tool_use', 1795182585410, '{"seq":9,"id":"sevt_01a1f938664272cc97fdfaaa03bc265a","created_at":"2026-11-20T13:49:45.410Z","type":"agent.tool_use","message_id":"msg_01a1f938663b77f7a376e1020495777e","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"block":{"type":"tool_use","id":"toolu_offline_1b60352e70a24bfd_0","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f938663a71b4a2f2a03e79b6a520"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f938664272cc97fdff975f6d4bbf', 'span.model_request_end', 1795182585410, '{"seq":10,"id":"sevt_01a1f938664272cc97fdff975f6d4bbf","created_at":"2026-11-20T13:49:45.410Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f938663b77f7a376df5d043d1d65","time_to_first_token_ms":null,"duration_ms":7,"message_id":"msg_01a1f938663b77f7a376e1020495777e","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":12,"cache_creation_input_tokens":737,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f938664272cc97fe05367c25b75f', 'permission.decided', 1795182585410, '{"seq":11,"id":"sevt_01a1f938664272cc97fe05367c25b75f","created_at":"2026-11-20T13:49:45.410Z","type":"permission.decided","permission_id":"perm_01a1f938664272cc97fe02e9f1ceca23","tool_use_id":"sevt_01a1f938664272cc97fdfaaa03bc265a","tool_name":"Bash","decision":"allow","decided_by":"rule","reason":"allowed_tools names Bash"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f938664272cc97fe0b057c85f2f5', 'tool.started', 1795182585410, '{"seq":12,"id":"sevt_01a1f938664272cc97fe0b057c85f2f5","created_at":"2026-11-20T13:49:45.410Z","type":"tool.started","tool_use_id":"sevt_01a1f938664272cc97fdfaaa03bc265a","attempt":1}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f93866517590b7f61dc5da975a6a', 'agent.tool_result', 1795182585425, '{"seq":13,"id":"sevt_01a1f93866517590b7f61dc5da975a6a","created_at":"2026-11-20T13:49:45.425Z","type":"agent.tool_result","message_id":"msg_01a1f93866517590b7f61ae43e126e00","tool_use_id":"sevt_01a1f938664272cc97fdfaaa03bc265a","content":[{"type":"text","text":"bytes.bin\nlink\nnotes"}],"is_error":false,"outcome":"success","duration_ms":15,"message_index":2,"parent_message_id":"msg_01a1f938663b77f7a376e1020495777e"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f93866517590b7f620126dfa7026', 'span.model_request_start', 1795182585425, '{"seq":14,"id":"sevt_01a1f93866517590b7f620126dfa7026","created_at":"2026-11-20T13:49:45.425Z","type":"span.model_request_start","model":"offline-script","step":2,"attempt":1}', NULL);
INSERT INTO "events" VALUES (15, 'sevt_01a1f938665777d4ad3a68640d02ee3a', 'agent.message', 1795182585431, '{"seq":15,"id":"sevt_01a1f938665777d4ad3a68640d02ee3a","created_at":"2026-11-20T13:49:45.431Z","type":"agent.message","message_id":"msg_01a1f93866517590b7f626ae0340db48","content":[{"type":"text","text":"done","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1f93866517590b7f61ae43e126e00"}', NULL);
INSERT INTO "events" VALUES (16, 'sevt_01a1f938665777d4ad3a6f1b90663ef8', 'span.model_request_end', 1795182585431, '{"seq":16,"id":"sevt_01a1f938665777d4ad3a6f1b90663ef8","created_at":"2026-11-20T13:49:45.431Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f93866517590b7f620126dfa7026","time_to_first_token_ms":6,"duration_ms":6,"message_id":"msg_01a1f93866517590b7f626ae0340db48","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":17,"cache_read_input_tokens":736},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (17, 'sevt_01a1f938665777d4ad3a701f3545d8f5', 'session.status_idle', 1795182585431, '{"seq":17,"id":"sevt_01a1f938665777d4ad3a701f3545d8f5","created_at":"2026-11-20T13:49:45.431Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/c58878f0-871d-42ec-9b99-df13ba408ab3', '0c6c0107b29cbc9717bf48f58b0f5d3204507f9c8fcf5c17be5bb1cb4ac3877b', '{"id":"sesn_01a1f93862b6742880d628ef849113aa","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f938663a71b4a2f2a03e79b6a520","seq":6,"receipt":"started"}', 1795268985402);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f938630b725e81e0d81db49a3f5f');
INSERT INTO "meta" VALUES ('published_seq', 17);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f93862b6742880d628ef849113aa","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"created_at":"2026-11-20T13:49:44.587Z","updated_at":"2026-11-20T13:49:45.431Z","started_at":"2026-11-20T13:49:45.402Z","completed_at":null,"last_seq":17,"last_message":{"message_id":"msg_01a1f93866517590b7f626ae0340db48","message_index":3,"parent_message_id":"msg_01a1f93866517590b7f61ae43e126e00"},"turn_count":1,"turn":null,"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
