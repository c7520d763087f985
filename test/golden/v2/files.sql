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
INSERT INTO "entries" VALUES ('/workspace', 'bytes.bin', 'file', 'adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c', NULL, 5, 420, 1795192220823);
INSERT INTO "entries" VALUES ('/workspace', 'link', 'symlink', NULL, 'notes/größe.md', 0, 511, 1795192221433);
INSERT INTO "entries" VALUES ('/workspace', 'notes', 'directory', NULL, NULL, 0, 493, 1795192220982);
INSERT INTO "entries" VALUES ('/workspace/notes', 'größe.md', 'file', '502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b', NULL, 10, 420, 1795192220982);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9cb6b5b700786ca8f96219d2f09', 'session.created', 1795192220507, '{"seq":1,"id":"sevt_01a1f9cb6b5b700786ca8f96219d2f09","created_at":"2026-11-20T16:30:20.507Z","type":"session.created","session_id":"sesn_01a1f9cb6a5c71508aeaebbfe5f518ad","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9cb6c9875e28b90738601a60b41', 'file.written', 1795192220824, '{"seq":2,"id":"sevt_01a1f9cb6c9875e28b90738601a60b41","created_at":"2026-11-20T16:30:20.824Z","type":"file.written","path":"/workspace/bytes.bin","hash":"adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c","size_bytes":5,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9cb6d377140bf1b88b3e60e278c', 'file.written', 1795192220983, '{"seq":3,"id":"sevt_01a1f9cb6d377140bf1b88b3e60e278c","created_at":"2026-11-20T16:30:20.983Z","type":"file.written","path":"/workspace/notes/größe.md","hash":"502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b","size_bytes":10,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9cb6e0472d78ee19f6551f7964e', 'file.written', 1795192221188, '{"seq":4,"id":"sevt_01a1f9cb6e0472d78ee19f6551f7964e","created_at":"2026-11-20T16:30:21.188Z","type":"file.written","path":"/workspace/gone.txt","hash":"283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247","size_bytes":4,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (5, 'sevt_01a1f9cb6e7975f6b933768a8c84935f', 'file.deleted', 1795192221305, '{"seq":5,"id":"sevt_01a1f9cb6e7975f6b933768a8c84935f","created_at":"2026-11-20T16:30:21.305Z","type":"file.deleted","path":"/workspace/gone.txt","tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1f9cb6ed5776f9a5b232adc60f502', 'user.message', 1795192221397, '{"seq":6,"id":"sevt_01a1f9cb6ed5776f9a5b232adc60f502","created_at":"2026-11-20T16:30:21.397Z","type":"user.message","message_id":"msg_01a1f9cb6ed5776f9a5b1649c8f7a294","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"ln -s notes/größe.md link; ls\"}}]}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (7, 'sevt_01a1f9cb6ed5776f9a5b273150b94b8d', 'session.status_running', 1795192221397, '{"seq":7,"id":"sevt_01a1f9cb6ed5776f9a5b273150b94b8d","created_at":"2026-11-20T16:30:21.397Z","type":"session.status_running","turn":1,"inputs":[6]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (8, 'sevt_01a1f9cb6eec73019435ed4b7ddb769d', 'span.model_request_start', 1795192221420, '{"seq":8,"id":"sevt_01a1f9cb6eec73019435ed4b7ddb769d","created_at":"2026-11-20T16:30:21.420Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f9cb6ef37674935b96060a0e4a60', 'agent.tool_use', 1795192221427, '{"seq":9,"id":"sevt_01a1f9cb6ef37674935b96060a0e4a60","created_at":"2026-11-20T16:30:21.427Z","type":"agent.tool_use","message_id":"msg_01a1f9cb6eed7035844e91ee4472bd85","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"block":{"type":"tool_use","id":"toolu_offline_1b60352e70a24bfd_0","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f9cb6ed5776f9a5b1649c8f7a294"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f9cb6ef37674935b9a5ec5c858f8', 'span.model_request_end', 1795192221427, '{"seq":10,"id":"sevt_01a1f9cb6ef37674935b9a5ec5c858f8","created_at":"2026-11-20T16:30:21.427Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9cb6eec73019435ed4b7ddb769d","time_to_first_token_ms":null,"duration_ms":7,"message_id":"msg_01a1f9cb6eed7035844e91ee4472bd85","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":12,"cache_creation_input_tokens":737,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f9cb6ef5706e9e6a9d9e77a0fc13', 'permission.decided', 1795192221429, '{"seq":11,"id":"sevt_01a1f9cb6ef5706e9e6a9d9e77a0fc13","created_at":"2026-11-20T16:30:21.429Z","type":"permission.decided","permission_id":"perm_01a1f9cb6ef5706e9e6a9813ed38aae3","tool_use_id":"sevt_01a1f9cb6ef37674935b96060a0e4a60","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f9cb6ef5706e9e6aa1c402f05f78', 'tool.started', 1795192221429, '{"seq":12,"id":"sevt_01a1f9cb6ef5706e9e6aa1c402f05f78","created_at":"2026-11-20T16:30:21.429Z","type":"tool.started","tool_use_id":"sevt_01a1f9cb6ef37674935b96060a0e4a60","attempt":1}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f9cb6efb716587bea4ea98210160', 'agent.tool_result', 1795192221435, '{"seq":13,"id":"sevt_01a1f9cb6efb716587bea4ea98210160","created_at":"2026-11-20T16:30:21.435Z","type":"agent.tool_result","message_id":"msg_01a1f9cb6efb716587bea2aeb31cebed","tool_use_id":"sevt_01a1f9cb6ef37674935b96060a0e4a60","content":[{"type":"text","text":"bytes.bin\nlink\nnotes"}],"is_error":false,"outcome":"success","duration_ms":6,"message_index":2,"parent_message_id":"msg_01a1f9cb6eed7035844e91ee4472bd85"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f9cb6f1570fc943512da2e581a2b', 'span.model_request_start', 1795192221463, '{"seq":14,"id":"sevt_01a1f9cb6f1570fc943512da2e581a2b","created_at":"2026-11-20T16:30:21.463Z","type":"span.model_request_start","model":"offline-script","step":2,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (15, 'sevt_01a1f9cb6f1e74f3bafcb5b509ce311b', 'agent.message', 1795192221470, '{"seq":15,"id":"sevt_01a1f9cb6f1e74f3bafcb5b509ce311b","created_at":"2026-11-20T16:30:21.470Z","type":"agent.message","message_id":"msg_01a1f9cb6f18717ba32c92daabb8e6ab","content":[{"type":"text","text":"done","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1f9cb6efb716587bea2aeb31cebed"}', NULL);
INSERT INTO "events" VALUES (16, 'sevt_01a1f9cb6f1e74f3bafcbb680e8715d6', 'span.model_request_end', 1795192221470, '{"seq":16,"id":"sevt_01a1f9cb6f1e74f3bafcbb680e8715d6","created_at":"2026-11-20T16:30:21.470Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9cb6f1570fc943512da2e581a2b","time_to_first_token_ms":9,"duration_ms":9,"message_id":"msg_01a1f9cb6f18717ba32c92daabb8e6ab","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":17,"cache_read_input_tokens":736},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (17, 'sevt_01a1f9cb6f1e74f3bafcbf01ab250812', 'session.status_idle', 1795192221470, '{"seq":17,"id":"sevt_01a1f9cb6f1e74f3bafcbf01ab250812","created_at":"2026-11-20T16:30:21.470Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/3bce6885-b175-4da4-abab-fb62426488f6', '64561e12752ad774509caad711ec51ebed254ea27fd62a1ed7c3395d0e425665', '{"id":"sesn_01a1f9cb6a5c71508aeaebbfe5f518ad","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9cb6ed5776f9a5b1649c8f7a294","seq":6,"receipt":"started"}', 1795278621397);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u54cf70fdaa0f"],["a0968f5a3d13b"],["ub4d87e30337d"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9cb6b5b700786ca8b4e0e281d0b');
INSERT INTO "meta" VALUES ('publication', '{"seq":17,"audit":{"count":6,"hash":"1063d3984ccae28b2bb9e0bf664ad2af3c94eea19ac3d59e7e60895b8db70a28"},"tally":{"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"last_message_id":"msg_01a1f9cb6f18717ba32c92daabb8e6ab","active_ms":73,"running_since":null,"timed_call_count":1,"tool_ms":6,"settled_call_count":1,"model_call_count":2,"turn_end_count":1},"at_ms":1795192221480}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9cb6a5c71508aeaebbfe5f518ad","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"created_at":"2026-11-20T16:30:20.507Z","updated_at":"2026-11-20T16:30:21.470Z","started_at":"2026-11-20T16:30:21.397Z","completed_at":null,"last_seq":17,"last_message":{"message_id":"msg_01a1f9cb6f18717ba32c92daabb8e6ab","message_index":3,"parent_message_id":"msg_01a1f9cb6efb716587bea2aeb31cebed"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":754,"compacted_tokens":0},"compaction":null,"active_ms":73,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null}}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
