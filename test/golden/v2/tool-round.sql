CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    );
INSERT INTO "blobs" VALUES ('18b7cb099a9ea3f50ba899b5ba81e0d377a5f3b16f8f6eeb8b3e58cd4692b993', 5, x'612e747874');
INSERT INTO "blobs" VALUES ('7a837538210983f15656f385ea3f323179f0dcdbce20629ee3db6c1ccdc211d1', 9, x'6469722f622e747874');
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
INSERT INTO "entries" VALUES ('/workspace', 'a.txt', 'file', '18b7cb099a9ea3f50ba899b5ba81e0d377a5f3b16f8f6eeb8b3e58cd4692b993', NULL, 5, 420, 1795185950249);
INSERT INTO "entries" VALUES ('/workspace', 'dir', 'directory', NULL, NULL, 0, 493, 1795185950250);
INSERT INTO "entries" VALUES ('/workspace/dir', 'b.txt', 'file', '7a837538210983f15656f385ea3f323179f0dcdbce20629ee3db6c1ccdc211d1', NULL, 9, 420, 1795185950250);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1f96bbc6e77f68466a98096d2239e', 'session.created', 1795185949806, '{"seq":1,"id":"sevt_01a1f96bbc6e77f68466a98096d2239e","created_at":"2026-11-20T14:45:49.806Z","type":"session.created","session_id":"sesn_01a1f96bbb787463a1190d4e747002fc","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f96bbdcc723aa3698308d54fc1ce', 'user.message', 1795185950156, '{"seq":2,"id":"sevt_01a1f96bbdcc723aa3698308d54fc1ce","created_at":"2026-11-20T14:45:50.156Z","type":"user.message","message_id":"msg_01a1f96bbdcc723aa36977ba5bfaaa3b","content":[{"type":"text","text":"[{\"text\":\"I write.\",\"tools\":[{\"name\":\"Write\",\"input\":{\"file_path\":\"a.txt\",\"content\":\"a.txt\"}},{\"name\":\"Write\",\"input\":{\"file_path\":\"dir/b.txt\",\"content\":\"dir/b.txt\"}}]},{\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"cat a.txt && cd dir && exit 3\"}}]},{\"text\":\"It says {{last_result}}\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f96bbdcc723aa36986b6cba4b249', 'session.status_running', 1795185950156, '{"seq":3,"id":"sevt_01a1f96bbdcc723aa36986b6cba4b249","created_at":"2026-11-20T14:45:50.156Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f96bbe097134aab607d6b1867b1e', 'span.model_request_start', 1795185950217, '{"seq":4,"id":"sevt_01a1f96bbe097134aab607d6b1867b1e","created_at":"2026-11-20T14:45:50.217Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f96bbe2674329ab06f092338c40e', 'agent.message', 1795185950247, '{"seq":5,"id":"sevt_01a1f96bbe2674329ab06f092338c40e","created_at":"2026-11-20T14:45:50.247Z","type":"agent.message","message_id":"msg_01a1f96bbe097134aab60af7b15d66e5","content":[{"type":"text","text":"I write.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f96bbdcc723aa36977ba5bfaaa3b"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f96bbe2774a3bfbf4f182079f5ae', 'agent.tool_use', 1795185950247, '{"seq":6,"id":"sevt_01a1f96bbe2774a3bfbf4f182079f5ae","created_at":"2026-11-20T14:45:50.247Z","type":"agent.tool_use","message_id":"msg_01a1f96bbe097134aab60af7b15d66e5","name":"Write","input":{"file_path":"a.txt","content":"a.txt"},"block":{"type":"tool_use","id":"toolu_offline_a1188177e4e0f718_1","name":"Write","input":{"file_path":"a.txt","content":"a.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f96bbdcc723aa36977ba5bfaaa3b"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f96bbe2774a3bfbf51a0fe4fac8a', 'agent.tool_use', 1795185950247, '{"seq":7,"id":"sevt_01a1f96bbe2774a3bfbf51a0fe4fac8a","created_at":"2026-11-20T14:45:50.247Z","type":"agent.tool_use","message_id":"msg_01a1f96bbe097134aab60af7b15d66e5","name":"Write","input":{"file_path":"dir/b.txt","content":"dir/b.txt"},"block":{"type":"tool_use","id":"toolu_offline_a1188177e4e0f718_2","name":"Write","input":{"file_path":"dir/b.txt","content":"dir/b.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f96bbdcc723aa36977ba5bfaaa3b"}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f96bbe2774a3bfbf54a1ae4a236f', 'span.model_request_end', 1795185950247, '{"seq":8,"id":"sevt_01a1f96bbe2774a3bfbf54a1ae4a236f","created_at":"2026-11-20T14:45:50.247Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f96bbe097134aab607d6b1867b1e","time_to_first_token_ms":30,"duration_ms":30,"message_id":"msg_01a1f96bbe097134aab60af7b15d66e5","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":26,"cache_creation_input_tokens":787,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f96bbe2870ab8dfe64fcebc92219', 'permission.decided', 1795185950248, '{"seq":9,"id":"sevt_01a1f96bbe2870ab8dfe64fcebc92219","created_at":"2026-11-20T14:45:50.248Z","type":"permission.decided","permission_id":"perm_01a1f96bbe2870ab8dfe62e1f5dfe4b7","tool_use_id":"sevt_01a1f96bbe2774a3bfbf4f182079f5ae","tool_name":"Write","decision":"allow","decided_by":"rule","reason":"allowed_tools names Write"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f96bbe2870ab8dfe68fd9eeb4f64', 'tool.started', 1795185950248, '{"seq":10,"id":"sevt_01a1f96bbe2870ab8dfe68fd9eeb4f64","created_at":"2026-11-20T14:45:50.248Z","type":"tool.started","tool_use_id":"sevt_01a1f96bbe2774a3bfbf4f182079f5ae","attempt":1}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f96bbe2970e39364920604c741da', 'file.written', 1795185950249, '{"seq":11,"id":"sevt_01a1f96bbe2970e39364920604c741da","created_at":"2026-11-20T14:45:50.249Z","type":"file.written","path":"/workspace/a.txt","hash":"18b7cb099a9ea3f50ba899b5ba81e0d377a5f3b16f8f6eeb8b3e58cd4692b993","size_bytes":5,"tool_use_id":"sevt_01a1f96bbe2774a3bfbf4f182079f5ae"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f96bbe2970e393649517ded41765', 'agent.tool_result', 1795185950249, '{"seq":12,"id":"sevt_01a1f96bbe2970e393649517ded41765","created_at":"2026-11-20T14:45:50.249Z","type":"agent.tool_result","message_id":"msg_01a1f96bbe2970e393648ca33ca6958a","tool_use_id":"sevt_01a1f96bbe2774a3bfbf4f182079f5ae","content":[{"type":"text","text":"File created successfully at: a.txt"}],"is_error":false,"outcome":"success","duration_ms":1,"message_index":2,"parent_message_id":"msg_01a1f96bbe097134aab60af7b15d66e5"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f96bbe2970e393649c5bb446165e', 'permission.decided', 1795185950249, '{"seq":13,"id":"sevt_01a1f96bbe2970e393649c5bb446165e","created_at":"2026-11-20T14:45:50.249Z","type":"permission.decided","permission_id":"perm_01a1f96bbe2970e393649a7adc101208","tool_use_id":"sevt_01a1f96bbe2774a3bfbf51a0fe4fac8a","tool_name":"Write","decision":"allow","decided_by":"rule","reason":"allowed_tools names Write"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f96bbe2970e39364a0a25969f6a5', 'tool.started', 1795185950249, '{"seq":14,"id":"sevt_01a1f96bbe2970e39364a0a25969f6a5","created_at":"2026-11-20T14:45:50.249Z","type":"tool.started","tool_use_id":"sevt_01a1f96bbe2774a3bfbf51a0fe4fac8a","attempt":1}', NULL);
INSERT INTO "events" VALUES (15, 'sevt_01a1f96bbe2a777e90f65a851c6c2b0e', 'file.written', 1795185950250, '{"seq":15,"id":"sevt_01a1f96bbe2a777e90f65a851c6c2b0e","created_at":"2026-11-20T14:45:50.250Z","type":"file.written","path":"/workspace/dir/b.txt","hash":"7a837538210983f15656f385ea3f323179f0dcdbce20629ee3db6c1ccdc211d1","size_bytes":9,"tool_use_id":"sevt_01a1f96bbe2774a3bfbf51a0fe4fac8a"}', NULL);
INSERT INTO "events" VALUES (16, 'sevt_01a1f96bbe2a777e90f65dea670a1e61', 'agent.tool_result', 1795185950250, '{"seq":16,"id":"sevt_01a1f96bbe2a777e90f65dea670a1e61","created_at":"2026-11-20T14:45:50.250Z","type":"agent.tool_result","message_id":"msg_01a1f96bbe2a777e90f65731d288034e","tool_use_id":"sevt_01a1f96bbe2774a3bfbf51a0fe4fac8a","content":[{"type":"text","text":"File created successfully at: dir/b.txt"}],"is_error":false,"outcome":"success","duration_ms":0,"message_index":3,"parent_message_id":"msg_01a1f96bbe2970e393648ca33ca6958a"}', NULL);
INSERT INTO "events" VALUES (17, 'sevt_01a1f96bbe4376cf9218ef6125ba4c45', 'span.model_request_start', 1795185950276, '{"seq":17,"id":"sevt_01a1f96bbe4376cf9218ef6125ba4c45","created_at":"2026-11-20T14:45:50.276Z","type":"span.model_request_start","model":"offline-script","step":2,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (18, 'sevt_01a1f96bbe507152a4010342c5a2bcb2', 'agent.tool_use', 1795185950288, '{"seq":18,"id":"sevt_01a1f96bbe507152a4010342c5a2bcb2","created_at":"2026-11-20T14:45:50.288Z","type":"agent.tool_use","message_id":"msg_01a1f96bbe4473cc8b39c9911b3caaf9","name":"Bash","input":{"command":"cat a.txt && cd dir && exit 3"},"block":{"type":"tool_use","id":"toolu_offline_7f979fe385684957_0","name":"Bash","input":{"command":"cat a.txt && cd dir && exit 3"},"caller":{"type":"direct"}},"message_index":4,"parent_message_id":"msg_01a1f96bbe2a777e90f65731d288034e"}', NULL);
INSERT INTO "events" VALUES (19, 'sevt_01a1f96bbe507152a40104b9ff8d8888', 'span.model_request_end', 1795185950288, '{"seq":19,"id":"sevt_01a1f96bbe507152a40104b9ff8d8888","created_at":"2026-11-20T14:45:50.288Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f96bbe4376cf9218ef6125ba4c45","time_to_first_token_ms":null,"duration_ms":13,"message_id":"msg_01a1f96bbe4473cc8b39c9911b3caaf9","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":12,"cache_creation_input_tokens":45,"cache_read_input_tokens":787},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (20, 'sevt_01a1f96bbe507152a4010d62b178afc8', 'permission.decided', 1795185950288, '{"seq":20,"id":"sevt_01a1f96bbe507152a4010d62b178afc8","created_at":"2026-11-20T14:45:50.288Z","type":"permission.decided","permission_id":"perm_01a1f96bbe507152a4010af4821445dc","tool_use_id":"sevt_01a1f96bbe507152a4010342c5a2bcb2","tool_name":"Bash","decision":"allow","decided_by":"rule","reason":"allowed_tools names Bash"}', NULL);
INSERT INTO "events" VALUES (21, 'sevt_01a1f96bbe507152a401126b443f766a', 'tool.started', 1795185950288, '{"seq":21,"id":"sevt_01a1f96bbe507152a401126b443f766a","created_at":"2026-11-20T14:45:50.288Z","type":"tool.started","tool_use_id":"sevt_01a1f96bbe507152a4010342c5a2bcb2","attempt":1}', NULL);
INSERT INTO "events" VALUES (22, 'sevt_01a1f96bbed07405be8c353a5b06188a', 'agent.tool_result', 1795185950416, '{"seq":22,"id":"sevt_01a1f96bbed07405be8c353a5b06188a","created_at":"2026-11-20T14:45:50.416Z","type":"agent.tool_result","message_id":"msg_01a1f96bbed07405be8c331cfcef3e7a","tool_use_id":"sevt_01a1f96bbe507152a4010342c5a2bcb2","content":[{"type":"text","text":"Exit code 3\na.txt"}],"is_error":true,"outcome":"error","duration_ms":128,"message_index":5,"parent_message_id":"msg_01a1f96bbe4473cc8b39c9911b3caaf9"}', NULL);
INSERT INTO "events" VALUES (23, 'sevt_01a1f96bbee8764bb829b9abd030b949', 'span.model_request_start', 1795185950440, '{"seq":23,"id":"sevt_01a1f96bbee8764bb829b9abd030b949","created_at":"2026-11-20T14:45:50.440Z","type":"span.model_request_start","model":"offline-script","step":3,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (24, 'sevt_01a1f96bbef5705db4eec02733837b12', 'agent.message', 1795185950453, '{"seq":24,"id":"sevt_01a1f96bbef5705db4eec02733837b12","created_at":"2026-11-20T14:45:50.453Z","type":"agent.message","message_id":"msg_01a1f96bbee8764bb829bc5e343e3dc4","content":[{"type":"text","text":"It says Exit code 3\na.txt","citations":null}],"is_partial":false,"message_index":6,"parent_message_id":"msg_01a1f96bbed07405be8c331cfcef3e7a"}', NULL);
INSERT INTO "events" VALUES (25, 'sevt_01a1f96bbef5705db4eec5f37bdd3ca0', 'span.model_request_end', 1795185950453, '{"seq":25,"id":"sevt_01a1f96bbef5705db4eec5f37bdd3ca0","created_at":"2026-11-20T14:45:50.453Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f96bbee8764bb829b9abd030b949","time_to_first_token_ms":13,"duration_ms":13,"message_id":"msg_01a1f96bbee8764bb829bc5e343e3dc4","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":7,"cache_creation_input_tokens":16,"cache_read_input_tokens":831},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (26, 'sevt_01a1f96bbef5705db4eeca20f7fcf8e1', 'session.status_idle', 1795185950453, '{"seq":26,"id":"sevt_01a1f96bbef5705db4eeca20f7fcf8e1","created_at":"2026-11-20T14:45:50.453Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/a7fb1827-792a-428f-82ab-afc80ab1b032', 'e30f6acad1bb7ac3c15d6f7895985d6ebceb6e71a807abff0573c8d4bd44791d', '{"id":"sesn_01a1f96bbb787463a1190d4e747002fc","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f96bbdcc723aa36977ba5bfaaa3b","seq":2,"receipt":"started"}', 1795272350156);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
INSERT INTO "memory" VALUES ('read:/workspace/a.txt', '"18b7cb099a9ea3f50ba899b5ba81e0d377a5f3b16f8f6eeb8b3e58cd4692b993"');
INSERT INTO "memory" VALUES ('read:/workspace/dir/b.txt', '"7a837538210983f15656f385ea3f323179f0dcdbce20629ee3db6c1ccdc211d1"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["uc9b8d2d98725"],["ad4a8d8ed230f","ab3b5311af363","a4e33975dbb00"],["u82924f6af016","udb1df06bbf0e"],["a41af01827344"],["u2970f1c7b7b7"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f96bbc6e77f68466a48859b34fbf');
INSERT INTO "meta" VALUES ('published_seq', 26);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f96bbb787463a1190d4e747002fc","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":7,"tool_call_count":3,"hook_execution_count":0,"permission_check_count":3,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":45,"total_cache_creation_tokens":848,"total_cache_read_tokens":1618},"created_at":"2026-11-20T14:45:49.806Z","updated_at":"2026-11-20T14:45:50.453Z","started_at":"2026-11-20T14:45:50.156Z","completed_at":null,"last_seq":26,"last_message":{"message_id":"msg_01a1f96bbee8764bb829bc5e343e3dc4","message_index":6,"parent_message_id":"msg_01a1f96bbed07405be8c331cfcef3e7a"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":854,"compacted_tokens":0},"compaction":null,"active_ms":297}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
