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
INSERT INTO "entries" VALUES ('/workspace', 'bytes.bin', 'file', 'adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c', NULL, 5, 420, 1795185950180);
INSERT INTO "entries" VALUES ('/workspace', 'link', 'symlink', NULL, 'notes/größe.md', 0, 511, 1795185950781);
INSERT INTO "entries" VALUES ('/workspace', 'notes', 'directory', NULL, NULL, 0, 493, 1795185950475);
INSERT INTO "entries" VALUES ('/workspace/notes', 'größe.md', 'file', '502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b', NULL, 10, 420, 1795185950475);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1f96bbc6f73a3ba339cf3914824cb', 'session.created', 1795185949807, '{"seq":1,"id":"sevt_01a1f96bbc6f73a3ba339cf3914824cb","created_at":"2026-11-20T14:45:49.807Z","type":"session.created","session_id":"sesn_01a1f96bbb797247af9c775d151de51a","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f96bbde570b6b31bf1718364b127', 'file.written', 1795185950181, '{"seq":2,"id":"sevt_01a1f96bbde570b6b31bf1718364b127","created_at":"2026-11-20T14:45:50.181Z","type":"file.written","path":"/workspace/bytes.bin","hash":"adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c","size_bytes":5,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f96bbf0c770380362a090b8f4629', 'file.written', 1795185950476, '{"seq":3,"id":"sevt_01a1f96bbf0c770380362a090b8f4629","created_at":"2026-11-20T14:45:50.476Z","type":"file.written","path":"/workspace/notes/größe.md","hash":"502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b","size_bytes":10,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f96bbf6f716c8d1f8e45daa7eea9', 'file.written', 1795185950575, '{"seq":4,"id":"sevt_01a1f96bbf6f716c8d1f8e45daa7eea9","created_at":"2026-11-20T14:45:50.575Z","type":"file.written","path":"/workspace/gone.txt","hash":"283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247","size_bytes":4,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (5, 'sevt_01a1f96bbfc57263a9cb7a1eb44de35d', 'file.deleted', 1795185950661, '{"seq":5,"id":"sevt_01a1f96bbfc57263a9cb7a1eb44de35d","created_at":"2026-11-20T14:45:50.661Z","type":"file.deleted","path":"/workspace/gone.txt","tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1f96bc007766f95af754a2c46f99b', 'user.message', 1795185950727, '{"seq":6,"id":"sevt_01a1f96bc007766f95af754a2c46f99b","created_at":"2026-11-20T14:45:50.727Z","type":"user.message","message_id":"msg_01a1f96bc007766f95af6bd9e7696114","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"ln -s notes/größe.md link; ls\"}}]}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (7, 'sevt_01a1f96bc007766f95af7bdcbf0bdc1a', 'session.status_running', 1795185950727, '{"seq":7,"id":"sevt_01a1f96bc007766f95af7bdcbf0bdc1a","created_at":"2026-11-20T14:45:50.727Z","type":"session.status_running","turn":1,"inputs":[6]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (8, 'sevt_01a1f96bc0287124b0536e3ba2f2a261', 'span.model_request_start', 1795185950760, '{"seq":8,"id":"sevt_01a1f96bc0287124b0536e3ba2f2a261","created_at":"2026-11-20T14:45:50.760Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f96bc03770a19152b15b746b12ad', 'agent.tool_use', 1795185950775, '{"seq":9,"id":"sevt_01a1f96bc03770a19152b15b746b12ad","created_at":"2026-11-20T14:45:50.775Z","type":"agent.tool_use","message_id":"msg_01a1f96bc0287124b05371940893b116","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"block":{"type":"tool_use","id":"toolu_offline_1b60352e70a24bfd_0","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f96bc007766f95af6bd9e7696114"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f96bc03770a19152b6a37b55bd39', 'span.model_request_end', 1795185950775, '{"seq":10,"id":"sevt_01a1f96bc03770a19152b6a37b55bd39","created_at":"2026-11-20T14:45:50.775Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f96bc0287124b0536e3ba2f2a261","time_to_first_token_ms":null,"duration_ms":15,"message_id":"msg_01a1f96bc0287124b05371940893b116","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":12,"cache_creation_input_tokens":737,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f96bc03870919d4b87f5fb9eb0b6', 'permission.decided', 1795185950776, '{"seq":11,"id":"sevt_01a1f96bc03870919d4b87f5fb9eb0b6","created_at":"2026-11-20T14:45:50.776Z","type":"permission.decided","permission_id":"perm_01a1f96bc03870919d4b80b5dc2380d9","tool_use_id":"sevt_01a1f96bc03770a19152b15b746b12ad","tool_name":"Bash","decision":"allow","decided_by":"rule","reason":"allowed_tools names Bash"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f96bc03870919d4b88054defa8ad', 'tool.started', 1795185950776, '{"seq":12,"id":"sevt_01a1f96bc03870919d4b88054defa8ad","created_at":"2026-11-20T14:45:50.776Z","type":"tool.started","tool_use_id":"sevt_01a1f96bc03770a19152b15b746b12ad","attempt":1}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f96bc03f720aa568164ce4372f31', 'agent.tool_result', 1795185950783, '{"seq":13,"id":"sevt_01a1f96bc03f720aa568164ce4372f31","created_at":"2026-11-20T14:45:50.783Z","type":"agent.tool_result","message_id":"msg_01a1f96bc03f720aa5681119f2509bbc","tool_use_id":"sevt_01a1f96bc03770a19152b15b746b12ad","content":[{"type":"text","text":"bytes.bin\nlink\nnotes"}],"is_error":false,"outcome":"success","duration_ms":7,"message_index":2,"parent_message_id":"msg_01a1f96bc0287124b05371940893b116"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f96bc043768e87b33c13fca1902f', 'span.model_request_start', 1795185950787, '{"seq":14,"id":"sevt_01a1f96bc043768e87b33c13fca1902f","created_at":"2026-11-20T14:45:50.787Z","type":"span.model_request_start","model":"offline-script","step":2,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (15, 'sevt_01a1f96bc04572ccbd6c7a45eea53268', 'agent.message', 1795185950789, '{"seq":15,"id":"sevt_01a1f96bc04572ccbd6c7a45eea53268","created_at":"2026-11-20T14:45:50.789Z","type":"agent.message","message_id":"msg_01a1f96bc044725c916f51ae8e7f03ab","content":[{"type":"text","text":"done","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1f96bc03f720aa5681119f2509bbc"}', NULL);
INSERT INTO "events" VALUES (16, 'sevt_01a1f96bc04572ccbd6c7c2ad7980018', 'span.model_request_end', 1795185950789, '{"seq":16,"id":"sevt_01a1f96bc04572ccbd6c7c2ad7980018","created_at":"2026-11-20T14:45:50.789Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f96bc043768e87b33c13fca1902f","time_to_first_token_ms":2,"duration_ms":2,"message_id":"msg_01a1f96bc044725c916f51ae8e7f03ab","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":17,"cache_read_input_tokens":736},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (17, 'sevt_01a1f96bc04572ccbd6c834a7c36773e', 'session.status_idle', 1795185950789, '{"seq":17,"id":"sevt_01a1f96bc04572ccbd6c834a7c36773e","created_at":"2026-11-20T14:45:50.789Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/e101706c-d796-4591-af3a-30bec9a57b1b', 'a4bfe3fea920262e6d2c0174909391ff8b4d4084474aa68455e6829722fe1ce7', '{"id":"sesn_01a1f96bbb797247af9c775d151de51a","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f96bc007766f95af6bd9e7696114","seq":6,"receipt":"started"}', 1795272350728);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u54cf70fdaa0f"],["a0968f5a3d13b"],["ub4d87e30337d"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f96bbc6f73a3ba339ab01ac7d55a');
INSERT INTO "meta" VALUES ('published_seq', 17);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f96bbb797247af9c775d151de51a","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"created_at":"2026-11-20T14:45:49.807Z","updated_at":"2026-11-20T14:45:50.789Z","started_at":"2026-11-20T14:45:50.727Z","completed_at":null,"last_seq":17,"last_message":{"message_id":"msg_01a1f96bc044725c916f51ae8e7f03ab","message_index":3,"parent_message_id":"msg_01a1f96bc03f720aa5681119f2509bbc"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":754,"compacted_tokens":0},"compaction":null,"active_ms":62}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
