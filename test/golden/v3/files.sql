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
INSERT INTO "entries" VALUES ('/workspace', 'bytes.bin', 'file', 'adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c', NULL, 5, 420, 1795196601695);
INSERT INTO "entries" VALUES ('/workspace', 'link', 'symlink', NULL, 'notes/größe.md', 0, 511, 1795196601983);
INSERT INTO "entries" VALUES ('/workspace', 'notes', 'directory', NULL, NULL, 0, 493, 1795196601866);
INSERT INTO "entries" VALUES ('/workspace/notes', 'größe.md', 'file', '502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b', NULL, 10, 420, 1795196601866);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1fa0e44e476e8a769eeab13ce6f1f', 'session.created', 1795196601572, '{"seq":1,"id":"sevt_01a1fa0e44e476e8a769eeab13ce6f1f","created_at":"2026-11-20T17:43:21.572Z","type":"session.created","session_id":"sesn_01a1fa0e44b77193b82de464a9bdfc66","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}},"config_version":1}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fa0e45607569af30767cd498167d', 'file.written', 1795196601696, '{"seq":2,"id":"sevt_01a1fa0e45607569af30767cd498167d","created_at":"2026-11-20T17:43:21.696Z","type":"file.written","path":"/workspace/bytes.bin","hash":"adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c","size_bytes":5,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fa0e460b75bd969a12d5b9e1ab1d', 'file.written', 1795196601867, '{"seq":3,"id":"sevt_01a1fa0e460b75bd969a12d5b9e1ab1d","created_at":"2026-11-20T17:43:21.867Z","type":"file.written","path":"/workspace/notes/größe.md","hash":"502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b","size_bytes":10,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fa0e4640777396ec7dfaccac6a3e', 'file.written', 1795196601920, '{"seq":4,"id":"sevt_01a1fa0e4640777396ec7dfaccac6a3e","created_at":"2026-11-20T17:43:21.920Z","type":"file.written","path":"/workspace/gone.txt","hash":"283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247","size_bytes":4,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (5, 'sevt_01a1fa0e465f76e8bff4aa93aa9dd357', 'file.deleted', 1795196601951, '{"seq":5,"id":"sevt_01a1fa0e465f76e8bff4aa93aa9dd357","created_at":"2026-11-20T17:43:21.951Z","type":"file.deleted","path":"/workspace/gone.txt","tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1fa0e467475d9b93f50764a79a2ff', 'user.message', 1795196601972, '{"seq":6,"id":"sevt_01a1fa0e467475d9b93f50764a79a2ff","created_at":"2026-11-20T17:43:21.972Z","type":"user.message","message_id":"msg_01a1fa0e467475d9b93f44052d7cde1d","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"ln -s notes/größe.md link; ls\"}}]}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (7, 'sevt_01a1fa0e467475d9b93f5755a9ec4fe2', 'session.status_running', 1795196601972, '{"seq":7,"id":"sevt_01a1fa0e467475d9b93f5755a9ec4fe2","created_at":"2026-11-20T17:43:21.972Z","type":"session.status_running","turn":1,"inputs":[6]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (8, 'sevt_01a1fa0e467673868b8a03e2798e215d', 'span.model_request_start', 1795196601974, '{"seq":8,"id":"sevt_01a1fa0e467673868b8a03e2798e215d","created_at":"2026-11-20T17:43:21.974Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1fa0e467977b389a23ff74bda0956', 'agent.tool_use', 1795196601977, '{"seq":9,"id":"sevt_01a1fa0e467977b389a23ff74bda0956","created_at":"2026-11-20T17:43:21.977Z","type":"agent.tool_use","message_id":"msg_01a1fa0e467673868b8a04042f4afd9f","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"block":{"type":"tool_use","id":"toolu_offline_1b60352e70a24bfd_0","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1fa0e467475d9b93f44052d7cde1d"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1fa0e467977b389a2402b32493cdd', 'span.model_request_end', 1795196601977, '{"seq":10,"id":"sevt_01a1fa0e467977b389a2402b32493cdd","created_at":"2026-11-20T17:43:21.977Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fa0e467673868b8a03e2798e215d","time_to_first_token_ms":null,"duration_ms":3,"message_id":"msg_01a1fa0e467673868b8a04042f4afd9f","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":12,"cache_creation_input_tokens":737,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1fa0e467a76ef9d7a0f8d03059ed9', 'permission.decided', 1795196601978, '{"seq":11,"id":"sevt_01a1fa0e467a76ef9d7a0f8d03059ed9","created_at":"2026-11-20T17:43:21.978Z","type":"permission.decided","permission_id":"perm_01a1fa0e467a76ef9d7a0922bcafdf4a","tool_use_id":"sevt_01a1fa0e467977b389a23ff74bda0956","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1fa0e467a76ef9d7a12ac203fc806', 'tool.started', 1795196601978, '{"seq":12,"id":"sevt_01a1fa0e467a76ef9d7a12ac203fc806","created_at":"2026-11-20T17:43:21.978Z","type":"tool.started","tool_use_id":"sevt_01a1fa0e467977b389a23ff74bda0956","attempt":1}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1fa0e468272da99a504227d4123cf', 'agent.tool_result', 1795196601986, '{"seq":13,"id":"sevt_01a1fa0e468272da99a504227d4123cf","created_at":"2026-11-20T17:43:21.986Z","type":"agent.tool_result","message_id":"msg_01a1fa0e468272da99a50208021c00ed","tool_use_id":"sevt_01a1fa0e467977b389a23ff74bda0956","content":[{"type":"text","text":"bytes.bin\nlink\nnotes"}],"is_error":false,"outcome":"success","duration_ms":8,"message_index":2,"parent_message_id":"msg_01a1fa0e467673868b8a04042f4afd9f"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1fa0e46857519b20db27c925c0e7e', 'span.model_request_start', 1795196601989, '{"seq":14,"id":"sevt_01a1fa0e46857519b20db27c925c0e7e","created_at":"2026-11-20T17:43:21.989Z","type":"span.model_request_start","model":"offline-script","step":2,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (15, 'sevt_01a1fa0e468870ab99ca9094dd13c8e3', 'agent.message', 1795196601992, '{"seq":15,"id":"sevt_01a1fa0e468870ab99ca9094dd13c8e3","created_at":"2026-11-20T17:43:21.992Z","type":"agent.message","message_id":"msg_01a1fa0e46857519b20db54a6af98ee3","content":[{"type":"text","text":"done","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1fa0e468272da99a50208021c00ed"}', NULL);
INSERT INTO "events" VALUES (16, 'sevt_01a1fa0e468870ab99ca95679374aeec', 'span.model_request_end', 1795196601992, '{"seq":16,"id":"sevt_01a1fa0e468870ab99ca95679374aeec","created_at":"2026-11-20T17:43:21.992Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fa0e46857519b20db27c925c0e7e","time_to_first_token_ms":3,"duration_ms":3,"message_id":"msg_01a1fa0e46857519b20db54a6af98ee3","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":17,"cache_read_input_tokens":736},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (17, 'sevt_01a1fa0e468870ab99ca99b757ba6874', 'session.status_idle', 1795196601992, '{"seq":17,"id":"sevt_01a1fa0e468870ab99ca99b757ba6874","created_at":"2026-11-20T17:43:21.992Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/1ab65639-a65a-4e15-848f-5205174c9cc1', 'b69626e5fc4b87ea552e96153a80fb46ba91b77cce20778792610f4a81d8937b', '{"id":"sesn_01a1fa0e44b77193b82de464a9bdfc66","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fa0e467475d9b93f44052d7cde1d","seq":6,"receipt":"started"}', 1795283001972);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('controls', '{"version":0,"policies":{"policies":[],"restricted_paths":[],"blocked_commands":[],"tool_allowlist":null},"hooks":[]}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u54cf70fdaa0f"],["a0968f5a3d13b"],["ub4d87e30337d"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fa0e44e476e8a769eacad714cc90');
INSERT INTO "meta" VALUES ('publication', '{"seq":17,"audit":{"count":8,"hash":"c19ee7ecfed3e3d71606c63778bb53c1a110c4996adc5a8b25165f574fe139bb"},"tally":{"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"last_message_id":"msg_01a1fa0e46857519b20db54a6af98ee3","active_ms":20,"running_since":null,"timed_call_count":1,"tool_ms":8},"counts":{"messages":4,"tool_calls":1,"settled_tool_calls":1,"permission_decisions":1,"hook_executions":0,"model_calls":2,"metrics":1},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":17,"at_ms":1795196601999}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1fa0e44b77193b82de464a9bdfc66","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"created_at":"2026-11-20T17:43:21.572Z","updated_at":"2026-11-20T17:43:21.992Z","started_at":"2026-11-20T17:43:21.972Z","completed_at":null,"last_seq":17,"last_message":{"message_id":"msg_01a1fa0e46857519b20db54a6af98ee3","message_index":3,"parent_message_id":"msg_01a1fa0e468272da99a50208021c00ed"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":754,"compacted_tokens":0},"compaction":null,"active_ms":20,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[{"second":1795196601,"count":1}]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
