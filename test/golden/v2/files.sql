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
INSERT INTO "entries" VALUES ('/workspace', 'bytes.bin', 'file', 'adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c', NULL, 5, 420, 1795186940132);
INSERT INTO "entries" VALUES ('/workspace', 'link', 'symlink', NULL, 'notes/größe.md', 0, 511, 1795186940293);
INSERT INTO "entries" VALUES ('/workspace', 'notes', 'directory', NULL, NULL, 0, 493, 1795186940219);
INSERT INTO "entries" VALUES ('/workspace/notes', 'größe.md', 'file', '502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b', NULL, 10, 420, 1795186940219);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1f97ad88c7039abad2b6f386a99b4', 'session.created', 1795186940044, '{"seq":1,"id":"sevt_01a1f97ad88c7039abad2b6f386a99b4","created_at":"2026-11-20T15:02:20.044Z","type":"session.created","session_id":"sesn_01a1f97ad87f77a4be39294a22c47c36","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f97ad8e57303a9998e61a38049b9', 'file.written', 1795186940133, '{"seq":2,"id":"sevt_01a1f97ad8e57303a9998e61a38049b9","created_at":"2026-11-20T15:02:20.133Z","type":"file.written","path":"/workspace/bytes.bin","hash":"adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c","size_bytes":5,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f97ad93b777d85e537c9b5e42d8c', 'file.written', 1795186940219, '{"seq":3,"id":"sevt_01a1f97ad93b777d85e537c9b5e42d8c","created_at":"2026-11-20T15:02:20.219Z","type":"file.written","path":"/workspace/notes/größe.md","hash":"502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b","size_bytes":10,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f97ad95d750cb605b6b3cbc59643', 'file.written', 1795186940253, '{"seq":4,"id":"sevt_01a1f97ad95d750cb605b6b3cbc59643","created_at":"2026-11-20T15:02:20.253Z","type":"file.written","path":"/workspace/gone.txt","hash":"283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247","size_bytes":4,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (5, 'sevt_01a1f97ad96a722ba8cab3d649af9caf', 'file.deleted', 1795186940266, '{"seq":5,"id":"sevt_01a1f97ad96a722ba8cab3d649af9caf","created_at":"2026-11-20T15:02:20.266Z","type":"file.deleted","path":"/workspace/gone.txt","tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1f97ad97c77b8aa010c0467eedafb', 'user.message', 1795186940284, '{"seq":6,"id":"sevt_01a1f97ad97c77b8aa010c0467eedafb","created_at":"2026-11-20T15:02:20.284Z","type":"user.message","message_id":"msg_01a1f97ad97c77b8aa01022c87736343","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"ln -s notes/größe.md link; ls\"}}]}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (7, 'sevt_01a1f97ad97c77b8aa0111b2c3058751', 'session.status_running', 1795186940284, '{"seq":7,"id":"sevt_01a1f97ad97c77b8aa0111b2c3058751","created_at":"2026-11-20T15:02:20.284Z","type":"session.status_running","turn":1,"inputs":[6]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (8, 'sevt_01a1f97ad97f70838274e40cae1b10b7', 'span.model_request_start', 1795186940287, '{"seq":8,"id":"sevt_01a1f97ad97f70838274e40cae1b10b7","created_at":"2026-11-20T15:02:20.287Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f97ad98175c5bd04e4b9291c4831', 'agent.tool_use', 1795186940289, '{"seq":9,"id":"sevt_01a1f97ad98175c5bd04e4b9291c4831","created_at":"2026-11-20T15:02:20.289Z","type":"agent.tool_use","message_id":"msg_01a1f97ad97f70838274e91fea081757","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"block":{"type":"tool_use","id":"toolu_offline_1b60352e70a24bfd_0","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f97ad97c77b8aa01022c87736343"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f97ad98175c5bd04e84ff34be5ef', 'span.model_request_end', 1795186940289, '{"seq":10,"id":"sevt_01a1f97ad98175c5bd04e84ff34be5ef","created_at":"2026-11-20T15:02:20.289Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f97ad97f70838274e40cae1b10b7","time_to_first_token_ms":null,"duration_ms":2,"message_id":"msg_01a1f97ad97f70838274e91fea081757","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":12,"cache_creation_input_tokens":737,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f97ad98277caa7ea82df4e313636', 'permission.decided', 1795186940290, '{"seq":11,"id":"sevt_01a1f97ad98277caa7ea82df4e313636","created_at":"2026-11-20T15:02:20.290Z","type":"permission.decided","permission_id":"perm_01a1f97ad98277caa7ea7dcfa7254b14","tool_use_id":"sevt_01a1f97ad98175c5bd04e4b9291c4831","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f97ad98277caa7ea862100f3900c', 'tool.started', 1795186940290, '{"seq":12,"id":"sevt_01a1f97ad98277caa7ea862100f3900c","created_at":"2026-11-20T15:02:20.290Z","type":"tool.started","tool_use_id":"sevt_01a1f97ad98175c5bd04e4b9291c4831","attempt":1}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f97ad9877755bc3891760dd45f41', 'agent.tool_result', 1795186940295, '{"seq":13,"id":"sevt_01a1f97ad9877755bc3891760dd45f41","created_at":"2026-11-20T15:02:20.295Z","type":"agent.tool_result","message_id":"msg_01a1f97ad9877755bc388dbdc860c43d","tool_use_id":"sevt_01a1f97ad98175c5bd04e4b9291c4831","content":[{"type":"text","text":"bytes.bin\nlink\nnotes"}],"is_error":false,"outcome":"success","duration_ms":5,"message_index":2,"parent_message_id":"msg_01a1f97ad97f70838274e91fea081757"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f97ad98874cd9c78ffbab37674bf', 'span.model_request_start', 1795186940297, '{"seq":14,"id":"sevt_01a1f97ad98874cd9c78ffbab37674bf","created_at":"2026-11-20T15:02:20.297Z","type":"span.model_request_start","model":"offline-script","step":2,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (15, 'sevt_01a1f97ad98a765693e6d75d9375bbc8', 'agent.message', 1795186940298, '{"seq":15,"id":"sevt_01a1f97ad98a765693e6d75d9375bbc8","created_at":"2026-11-20T15:02:20.298Z","type":"agent.message","message_id":"msg_01a1f97ad98976a985814aad1d2324d7","content":[{"type":"text","text":"done","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1f97ad9877755bc388dbdc860c43d"}', NULL);
INSERT INTO "events" VALUES (16, 'sevt_01a1f97ad98a765693e6d899c942e916', 'span.model_request_end', 1795186940298, '{"seq":16,"id":"sevt_01a1f97ad98a765693e6d899c942e916","created_at":"2026-11-20T15:02:20.298Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f97ad98874cd9c78ffbab37674bf","time_to_first_token_ms":2,"duration_ms":2,"message_id":"msg_01a1f97ad98976a985814aad1d2324d7","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":17,"cache_read_input_tokens":736},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (17, 'sevt_01a1f97ad98a765693e6dd587298fdc9', 'session.status_idle', 1795186940298, '{"seq":17,"id":"sevt_01a1f97ad98a765693e6dd587298fdc9","created_at":"2026-11-20T15:02:20.298Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/3117ac58-4dd1-4760-8fa1-722e7a6d964e', 'fc4d2478fc1049ac9e68524e9e2acd70203b7df86e9016273a3258f3a835d905', '{"id":"sesn_01a1f97ad87f77a4be39294a22c47c36","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f97ad97c77b8aa01022c87736343","seq":6,"receipt":"started"}', 1795273340284);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u54cf70fdaa0f"],["a0968f5a3d13b"],["ub4d87e30337d"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f97ad88c7039abad25033cb2cae7');
INSERT INTO "meta" VALUES ('publication', '{"seq":17,"audit":{"count":6,"hash":"f640f04712d9bd22a8f8bd059fde68d5b1dfa245fedd08ca9bbb24638fd0da7f"},"tally":{"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"last_message_id":"msg_01a1f97ad98976a985814aad1d2324d7","active_ms":14,"running_since":null,"timed_call_count":1,"tool_ms":5,"settled_call_count":1,"model_call_count":2,"turn_end_count":1},"at_ms":1795186940302}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f97ad87f77a4be39294a22c47c36","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"created_at":"2026-11-20T15:02:20.044Z","updated_at":"2026-11-20T15:02:20.298Z","started_at":"2026-11-20T15:02:20.284Z","completed_at":null,"last_seq":17,"last_message":{"message_id":"msg_01a1f97ad98976a985814aad1d2324d7","message_index":3,"parent_message_id":"msg_01a1f97ad9877755bc388dbdc860c43d"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":754,"compacted_tokens":0},"compaction":null,"active_ms":14}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
