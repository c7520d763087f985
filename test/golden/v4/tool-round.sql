CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    , encoding TEXT);
INSERT INTO "blobs" VALUES ('18b7cb099a9ea3f50ba899b5ba81e0d377a5f3b16f8f6eeb8b3e58cd4692b993', 5, x'612e747874', NULL);
INSERT INTO "blobs" VALUES ('7a837538210983f15656f385ea3f323179f0dcdbce20629ee3db6c1ccdc211d1', 9, x'6469722f622e747874', NULL);
CREATE TABLE entries (
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT,
      target TEXT,
      size_bytes INTEGER NOT NULL,
      mode INTEGER NOT NULL,
      modified_at_ms INTEGER NOT NULL, from_seq INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (parent, name)
    ) WITHOUT ROWID;
INSERT INTO "entries" VALUES ('/workspace', 'a.txt', 'file', '18b7cb099a9ea3f50ba899b5ba81e0d377a5f3b16f8f6eeb8b3e58cd4692b993', NULL, 5, 420, 1795208263162, 12);
INSERT INTO "entries" VALUES ('/workspace', 'dir', 'directory', NULL, NULL, 0, 493, 1795208263164, 16);
INSERT INTO "entries" VALUES ('/workspace/dir', 'b.txt', 'file', '7a837538210983f15656f385ea3f323179f0dcdbce20629ee3db6c1ccdc211d1', NULL, 9, 420, 1795208263164, 16);
CREATE TABLE entries_past (
      until_seq INTEGER NOT NULL,
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT,
      target TEXT,
      size_bytes INTEGER NOT NULL,
      mode INTEGER NOT NULL,
      modified_at_ms INTEGER NOT NULL,
      from_seq INTEGER NOT NULL,
      PRIMARY KEY (until_seq, parent, name)
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
INSERT INTO "events" VALUES (1, 'sevt_01a1fac035637676964b85862ea0d17d', 'session.created', 1795208263011, '{"seq":1,"id":"sevt_01a1fac035637676964b85862ea0d17d","created_at":"2026-11-20T20:57:43.011Z","type":"session.created","session_id":"sesn_01a1fac0354276609eb13961d4737704","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{}},"config_version":2}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fac035da7710885b0cfd12f0d938', 'user.message', 1795208263130, '{"seq":2,"id":"sevt_01a1fac035da7710885b0cfd12f0d938","created_at":"2026-11-20T20:57:43.130Z","type":"user.message","message_id":"msg_01a1fac035da7710885b0397861e94a0","content":[{"type":"text","text":"[{\"text\":\"I write.\",\"tools\":[{\"name\":\"Write\",\"input\":{\"file_path\":\"a.txt\",\"content\":\"a.txt\"}},{\"name\":\"Write\",\"input\":{\"file_path\":\"dir/b.txt\",\"content\":\"dir/b.txt\"}}]},{\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"cat a.txt && cd dir && exit 3\"}}]},{\"text\":\"It says {{last_result}}\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fac035da7710885b124ff53d63b6', 'session.status_running', 1795208263130, '{"seq":3,"id":"sevt_01a1fac035da7710885b124ff53d63b6","created_at":"2026-11-20T20:57:43.130Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fac035eb7527bbd62e197e58846f', 'span.model_request_start', 1795208263148, '{"seq":4,"id":"sevt_01a1fac035eb7527bbd62e197e58846f","created_at":"2026-11-20T20:57:43.148Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fac035f571c7919027701ca64b18', 'agent.message', 1795208263159, '{"seq":5,"id":"sevt_01a1fac035f571c7919027701ca64b18","created_at":"2026-11-20T20:57:43.159Z","type":"agent.message","message_id":"msg_01a1fac035ec76588ba852b8e9e503e7","content":[{"type":"text","text":"I write.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1fac035da7710885b0397861e94a0"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1fac035f7754fa4fe9ff61061cc52', 'agent.tool_use', 1795208263159, '{"seq":6,"id":"sevt_01a1fac035f7754fa4fe9ff61061cc52","created_at":"2026-11-20T20:57:43.159Z","type":"agent.tool_use","message_id":"msg_01a1fac035ec76588ba852b8e9e503e7","name":"Write","input":{"file_path":"a.txt","content":"a.txt"},"block":{"type":"tool_use","id":"toolu_offline_a1188177e4e0f718_1","name":"Write","input":{"file_path":"a.txt","content":"a.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1fac035da7710885b0397861e94a0"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1fac035f7754fa4fea2e739898aa2', 'agent.tool_use', 1795208263159, '{"seq":7,"id":"sevt_01a1fac035f7754fa4fea2e739898aa2","created_at":"2026-11-20T20:57:43.159Z","type":"agent.tool_use","message_id":"msg_01a1fac035ec76588ba852b8e9e503e7","name":"Write","input":{"file_path":"dir/b.txt","content":"dir/b.txt"},"block":{"type":"tool_use","id":"toolu_offline_a1188177e4e0f718_2","name":"Write","input":{"file_path":"dir/b.txt","content":"dir/b.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1fac035da7710885b0397861e94a0"}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1fac035f7754fa4fea7a50eccc479', 'span.model_request_end', 1795208263159, '{"seq":8,"id":"sevt_01a1fac035f7754fa4fea7a50eccc479","created_at":"2026-11-20T20:57:43.159Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fac035eb7527bbd62e197e58846f","time_to_first_token_ms":10,"duration_ms":12,"message_id":"msg_01a1fac035ec76588ba852b8e9e503e7","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":26,"cache_creation_input_tokens":787,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1fac035f9715286b5ed26572e17e5', 'permission.decided', 1795208263161, '{"seq":9,"id":"sevt_01a1fac035f9715286b5ed26572e17e5","created_at":"2026-11-20T20:57:43.161Z","type":"permission.decided","permission_id":"perm_01a1fac035f9715286b5eaee4cd219ed","tool_use_id":"sevt_01a1fac035f7754fa4fe9ff61061cc52","tool_name":"Write","decided_by":"rule","reason":"allowed_tools has Write","rule":"Write","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1fac035f9715286b5f1f36581f5d4', 'tool.started', 1795208263161, '{"seq":10,"id":"sevt_01a1fac035f9715286b5f1f36581f5d4","created_at":"2026-11-20T20:57:43.161Z","type":"tool.started","tool_use_id":"sevt_01a1fac035f7754fa4fe9ff61061cc52","attempt":1}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1fac035fb75988fef816e6246d730', 'file.written', 1795208263163, '{"seq":11,"id":"sevt_01a1fac035fb75988fef816e6246d730","created_at":"2026-11-20T20:57:43.163Z","type":"file.written","path":"/workspace/a.txt","hash":"18b7cb099a9ea3f50ba899b5ba81e0d377a5f3b16f8f6eeb8b3e58cd4692b993","size_bytes":5,"tool_use_id":"sevt_01a1fac035f7754fa4fe9ff61061cc52"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1fac035fb75988fef86bbdb089da2', 'agent.tool_result', 1795208263163, '{"seq":12,"id":"sevt_01a1fac035fb75988fef86bbdb089da2","created_at":"2026-11-20T20:57:43.163Z","type":"agent.tool_result","message_id":"msg_01a1fac035fb75988fef7ef22c7c36bf","tool_use_id":"sevt_01a1fac035f7754fa4fe9ff61061cc52","content":[{"type":"text","text":"File created successfully at: a.txt"}],"is_error":false,"outcome":"success","duration_ms":1,"message_index":2,"parent_message_id":"msg_01a1fac035ec76588ba852b8e9e503e7"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1fac035fc7595a2ce75624e636247', 'permission.decided', 1795208263164, '{"seq":13,"id":"sevt_01a1fac035fc7595a2ce75624e636247","created_at":"2026-11-20T20:57:43.164Z","type":"permission.decided","permission_id":"perm_01a1fac035fc7595a2ce7094e851d2e1","tool_use_id":"sevt_01a1fac035f7754fa4fea2e739898aa2","tool_name":"Write","decided_by":"rule","reason":"allowed_tools has Write","rule":"Write","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1fac035fc7595a2ce794eea24b726', 'tool.started', 1795208263164, '{"seq":14,"id":"sevt_01a1fac035fc7595a2ce794eea24b726","created_at":"2026-11-20T20:57:43.164Z","type":"tool.started","tool_use_id":"sevt_01a1fac035f7754fa4fea2e739898aa2","attempt":1}', NULL);
INSERT INTO "events" VALUES (15, 'sevt_01a1fac035fc7595a2ce814e1c8f0748', 'file.written', 1795208263164, '{"seq":15,"id":"sevt_01a1fac035fc7595a2ce814e1c8f0748","created_at":"2026-11-20T20:57:43.164Z","type":"file.written","path":"/workspace/dir/b.txt","hash":"7a837538210983f15656f385ea3f323179f0dcdbce20629ee3db6c1ccdc211d1","size_bytes":9,"tool_use_id":"sevt_01a1fac035f7754fa4fea2e739898aa2"}', NULL);
INSERT INTO "events" VALUES (16, 'sevt_01a1fac035fc7595a2ce85c9f9a56a7a', 'agent.tool_result', 1795208263164, '{"seq":16,"id":"sevt_01a1fac035fc7595a2ce85c9f9a56a7a","created_at":"2026-11-20T20:57:43.164Z","type":"agent.tool_result","message_id":"msg_01a1fac035fc7595a2ce7fdb8aec7715","tool_use_id":"sevt_01a1fac035f7754fa4fea2e739898aa2","content":[{"type":"text","text":"File created successfully at: dir/b.txt"}],"is_error":false,"outcome":"success","duration_ms":0,"message_index":3,"parent_message_id":"msg_01a1fac035fb75988fef7ef22c7c36bf"}', NULL);
INSERT INTO "events" VALUES (17, 'sevt_01a1fac0361474d38f849b45f223a4d0', 'span.model_request_start', 1795208263189, '{"seq":17,"id":"sevt_01a1fac0361474d38f849b45f223a4d0","created_at":"2026-11-20T20:57:43.189Z","type":"span.model_request_start","model":"offline-script","step":2,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (18, 'sevt_01a1fac0361d77aca5b932771113b602', 'agent.tool_use', 1795208263197, '{"seq":18,"id":"sevt_01a1fac0361d77aca5b932771113b602","created_at":"2026-11-20T20:57:43.197Z","type":"agent.tool_use","message_id":"msg_01a1fac036157052b93b7edb7f3f8266","name":"Bash","input":{"command":"cat a.txt && cd dir && exit 3"},"block":{"type":"tool_use","id":"toolu_offline_7f979fe385684957_0","name":"Bash","input":{"command":"cat a.txt && cd dir && exit 3"},"caller":{"type":"direct"}},"message_index":4,"parent_message_id":"msg_01a1fac035fc7595a2ce7fdb8aec7715"}', NULL);
INSERT INTO "events" VALUES (19, 'sevt_01a1fac0361d77aca5b937ab0ba08390', 'span.model_request_end', 1795208263197, '{"seq":19,"id":"sevt_01a1fac0361d77aca5b937ab0ba08390","created_at":"2026-11-20T20:57:43.197Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fac0361474d38f849b45f223a4d0","time_to_first_token_ms":null,"duration_ms":9,"message_id":"msg_01a1fac036157052b93b7edb7f3f8266","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":12,"cache_creation_input_tokens":45,"cache_read_input_tokens":787},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (20, 'sevt_01a1fac0362c73619dc23180015ddca0', 'permission.decided', 1795208263212, '{"seq":20,"id":"sevt_01a1fac0362c73619dc23180015ddca0","created_at":"2026-11-20T20:57:43.212Z","type":"permission.decided","permission_id":"perm_01a1fac0362c73619dc22f31ccb0962b","tool_use_id":"sevt_01a1fac0361d77aca5b932771113b602","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (21, 'sevt_01a1fac0362c73619dc2347e5770e894', 'tool.started', 1795208263212, '{"seq":21,"id":"sevt_01a1fac0362c73619dc2347e5770e894","created_at":"2026-11-20T20:57:43.212Z","type":"tool.started","tool_use_id":"sevt_01a1fac0361d77aca5b932771113b602","attempt":1}', NULL);
INSERT INTO "events" VALUES (22, 'sevt_01a1fac0367577cb8edc958c6b3a911e', 'agent.tool_result', 1795208263285, '{"seq":22,"id":"sevt_01a1fac0367577cb8edc958c6b3a911e","created_at":"2026-11-20T20:57:43.285Z","type":"agent.tool_result","message_id":"msg_01a1fac0367577cb8edc91ddf1de7071","tool_use_id":"sevt_01a1fac0361d77aca5b932771113b602","content":[{"type":"text","text":"Exit code 3\na.txt"}],"is_error":true,"outcome":"error","duration_ms":73,"message_index":5,"parent_message_id":"msg_01a1fac036157052b93b7edb7f3f8266"}', NULL);
INSERT INTO "events" VALUES (23, 'sevt_01a1fac0367c747db5a2a670d969b9be', 'span.model_request_start', 1795208263292, '{"seq":23,"id":"sevt_01a1fac0367c747db5a2a670d969b9be","created_at":"2026-11-20T20:57:43.292Z","type":"span.model_request_start","model":"offline-script","step":3,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (24, 'sevt_01a1fac036817348948a3c79f89a6821', 'agent.message', 1795208263298, '{"seq":24,"id":"sevt_01a1fac036817348948a3c79f89a6821","created_at":"2026-11-20T20:57:43.298Z","type":"agent.message","message_id":"msg_01a1fac0367d71bea3d0cec307f8af29","content":[{"type":"text","text":"It says Exit code 3\na.txt","citations":null}],"is_partial":false,"message_index":6,"parent_message_id":"msg_01a1fac0367577cb8edc91ddf1de7071"}', NULL);
INSERT INTO "events" VALUES (25, 'sevt_01a1fac0368274b2a5cf0d5d8c3d5e87', 'span.model_request_end', 1795208263298, '{"seq":25,"id":"sevt_01a1fac0368274b2a5cf0d5d8c3d5e87","created_at":"2026-11-20T20:57:43.298Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fac0367c747db5a2a670d969b9be","time_to_first_token_ms":5,"duration_ms":6,"message_id":"msg_01a1fac0367d71bea3d0cec307f8af29","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":7,"cache_creation_input_tokens":16,"cache_read_input_tokens":831},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (26, 'sevt_01a1fac0368274b2a5cf128c57bcd9b9', 'session.status_idle', 1795208263298, '{"seq":26,"id":"sevt_01a1fac0368274b2a5cf128c57bcd9b9","created_at":"2026-11-20T20:57:43.298Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/2694e7fa-d61e-4197-a05e-2f8754657b01', '33bd81c1c5c77f44608c834910d2b2b030e34584772a231b444b37859dcfe831', '{"id":"sesn_01a1fac0354276609eb13961d4737704","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fac035da7710885b0397861e94a0","seq":2,"receipt":"started"}', 1795294663131);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    , from_seq INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"', 22);
INSERT INTO "memory" VALUES ('read:/workspace/a.txt', '"18b7cb099a9ea3f50ba899b5ba81e0d377a5f3b16f8f6eeb8b3e58cd4692b993"', 12);
INSERT INTO "memory" VALUES ('read:/workspace/dir/b.txt', '"7a837538210983f15656f385ea3f323179f0dcdbce20629ee3db6c1ccdc211d1"', 16);
CREATE TABLE memory_past (
      until_seq INTEGER NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      from_seq INTEGER NOT NULL,
      PRIMARY KEY (until_seq, key)
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('controls', '{"version":0,"policies":{"policies":[],"restricted_paths":[],"blocked_commands":[],"tool_allowlist":null},"hooks":[]}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["uc9b8d2d98725"],["ad4a8d8ed230f","ab3b5311af363","a4e33975dbb00"],["u82924f6af016","udb1df06bbf0e"],["a41af01827344"],["u2970f1c7b7b7"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fac035637676964b80e9be104ba9');
INSERT INTO "meta" VALUES ('publication', '{"seq":26,"audit":{"count":8,"hash":"a7650fdd34e9953f74d556b39614e9dfab52abe708525026ab6388fbcb507e09"},"tally":{"counters":{"message_count":7,"tool_call_count":3,"hook_execution_count":0,"permission_check_count":3,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":45,"total_cache_creation_tokens":848,"total_cache_read_tokens":1618},"last_message_id":"msg_01a1fac0367d71bea3d0cec307f8af29","active_ms":168,"running_since":null,"timed_call_count":3,"tool_ms":74},"counts":{"messages":7,"tool_calls":3,"settled_tool_calls":3,"permission_decisions":3,"hook_executions":0,"model_calls":3,"metrics":1},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":26,"at_ms":1795208263345}');
INSERT INTO "meta" VALUES ('schema_version', 3);
INSERT INTO "meta" VALUES ('state', '{"version":5,"id":"sesn_01a1fac0354276609eb13961d4737704","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":7,"tool_call_count":3,"hook_execution_count":0,"permission_check_count":3,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":45,"total_cache_creation_tokens":848,"total_cache_read_tokens":1618},"created_at":"2026-11-20T20:57:43.011Z","updated_at":"2026-11-20T20:57:43.298Z","started_at":"2026-11-20T20:57:43.130Z","completed_at":null,"last_seq":26,"adopted_seq":0,"parent_session_id":null,"inherited_cost_usd":null,"archive_id":null,"path":[{"from_seq":1,"to_seq":null}],"undoable_seq":null,"last_message":{"message_id":"msg_01a1fac0367d71bea3d0cec307f8af29","message_index":6,"parent_message_id":"msg_01a1fac0367577cb8edc91ddf1de7071"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":854,"compacted_tokens":0},"compaction":null,"active_ms":168,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[{"second":1795208263,"count":3}]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
