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
INSERT INTO "entries" VALUES ('/workspace', 'a.txt', 'file', '18b7cb099a9ea3f50ba899b5ba81e0d377a5f3b16f8f6eeb8b3e58cd4692b993', NULL, 5, 420, 1795182584868);
INSERT INTO "entries" VALUES ('/workspace', 'dir', 'directory', NULL, NULL, 0, 493, 1795182584870);
INSERT INTO "entries" VALUES ('/workspace/dir', 'b.txt', 'file', '7a837538210983f15656f385ea3f323179f0dcdbce20629ee3db6c1ccdc211d1', NULL, 9, 420, 1795182584870);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1f938630a775e9c11fa0bf68d0bdf', 'session.created', 1795182584586, '{"seq":1,"id":"sevt_01a1f938630a775e9c11fa0bf68d0bdf","created_at":"2026-11-20T13:49:44.586Z","type":"session.created","session_id":"sesn_01a1f93862b5751e90509439aadb6b9a","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f93864067204bde69c2d3e4b4a0b', 'user.message', 1795182584838, '{"seq":2,"id":"sevt_01a1f93864067204bde69c2d3e4b4a0b","created_at":"2026-11-20T13:49:44.838Z","type":"user.message","message_id":"msg_01a1f93864067204bde693c3a9a83cf4","content":[{"type":"text","text":"[{\"text\":\"I write.\",\"tools\":[{\"name\":\"Write\",\"input\":{\"file_path\":\"a.txt\",\"content\":\"a.txt\"}},{\"name\":\"Write\",\"input\":{\"file_path\":\"dir/b.txt\",\"content\":\"dir/b.txt\"}}]},{\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"cat a.txt && cd dir && exit 3\"}}]},{\"text\":\"It says {{last_result}}\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f93864067204bde6a149ef427b6d', 'session.status_running', 1795182584838, '{"seq":3,"id":"sevt_01a1f93864067204bde6a149ef427b6d","created_at":"2026-11-20T13:49:44.838Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f93864067204bde6a6ec0dc3b827', 'span.model_request_start', 1795182584839, '{"seq":4,"id":"sevt_01a1f93864067204bde6a6ec0dc3b827","created_at":"2026-11-20T13:49:44.839Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f938641e724992ff64d28c081497', 'agent.message', 1795182584864, '{"seq":5,"id":"sevt_01a1f938641e724992ff64d28c081497","created_at":"2026-11-20T13:49:44.864Z","type":"agent.message","message_id":"msg_01a1f938640775ec9bc07941d856d777","content":[{"type":"text","text":"I write.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f93864067204bde693c3a9a83cf4"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f938642074ec83bf879ea496158c', 'agent.tool_use', 1795182584864, '{"seq":6,"id":"sevt_01a1f938642074ec83bf879ea496158c","created_at":"2026-11-20T13:49:44.864Z","type":"agent.tool_use","message_id":"msg_01a1f938640775ec9bc07941d856d777","name":"Write","input":{"file_path":"a.txt","content":"a.txt"},"block":{"type":"tool_use","id":"toolu_offline_a1188177e4e0f718_1","name":"Write","input":{"file_path":"a.txt","content":"a.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f93864067204bde693c3a9a83cf4"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f938642074ec83bf8857a1a902ef', 'agent.tool_use', 1795182584864, '{"seq":7,"id":"sevt_01a1f938642074ec83bf8857a1a902ef","created_at":"2026-11-20T13:49:44.864Z","type":"agent.tool_use","message_id":"msg_01a1f938640775ec9bc07941d856d777","name":"Write","input":{"file_path":"dir/b.txt","content":"dir/b.txt"},"block":{"type":"tool_use","id":"toolu_offline_a1188177e4e0f718_2","name":"Write","input":{"file_path":"dir/b.txt","content":"dir/b.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f93864067204bde693c3a9a83cf4"}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f938642171489781d5310310efe7', 'span.model_request_end', 1795182584864, '{"seq":8,"id":"sevt_01a1f938642171489781d5310310efe7","created_at":"2026-11-20T13:49:44.864Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f93864067204bde6a6ec0dc3b827","time_to_first_token_ms":24,"duration_ms":26,"message_id":"msg_01a1f938640775ec9bc07941d856d777","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":26,"cache_creation_input_tokens":787,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f938642171489781dfd07b3dbc49', 'permission.decided', 1795182584865, '{"seq":9,"id":"sevt_01a1f938642171489781dfd07b3dbc49","created_at":"2026-11-20T13:49:44.865Z","type":"permission.decided","permission_id":"perm_01a1f938642171489781dae3971e01ab","tool_use_id":"sevt_01a1f938642074ec83bf879ea496158c","tool_name":"Write","decision":"allow","decided_by":"rule","reason":"allowed_tools names Write"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f938642171489781e22ceb5df547', 'tool.started', 1795182584865, '{"seq":10,"id":"sevt_01a1f938642171489781e22ceb5df547","created_at":"2026-11-20T13:49:44.865Z","type":"tool.started","tool_use_id":"sevt_01a1f938642074ec83bf879ea496158c","attempt":1}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f938642574afa9013c6d41dc9d1d', 'file.written', 1795182584869, '{"seq":11,"id":"sevt_01a1f938642574afa9013c6d41dc9d1d","created_at":"2026-11-20T13:49:44.869Z","type":"file.written","path":"/workspace/a.txt","hash":"18b7cb099a9ea3f50ba899b5ba81e0d377a5f3b16f8f6eeb8b3e58cd4692b993","size_bytes":5,"tool_use_id":"sevt_01a1f938642074ec83bf879ea496158c"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f938642574afa901415f25795cf1', 'agent.tool_result', 1795182584869, '{"seq":12,"id":"sevt_01a1f938642574afa901415f25795cf1","created_at":"2026-11-20T13:49:44.869Z","type":"agent.tool_result","message_id":"msg_01a1f938642574afa9013a6e9ebaf28b","tool_use_id":"sevt_01a1f938642074ec83bf879ea496158c","content":[{"type":"text","text":"File created successfully at: a.txt"}],"is_error":false,"outcome":"success","duration_ms":3,"message_index":2,"parent_message_id":"msg_01a1f938640775ec9bc07941d856d777"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f938642670a98f494d2eb74f11a7', 'permission.decided', 1795182584870, '{"seq":13,"id":"sevt_01a1f938642670a98f494d2eb74f11a7","created_at":"2026-11-20T13:49:44.870Z","type":"permission.decided","permission_id":"perm_01a1f938642670a98f4949b39c66db11","tool_use_id":"sevt_01a1f938642074ec83bf8857a1a902ef","tool_name":"Write","decision":"allow","decided_by":"rule","reason":"allowed_tools names Write"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f938642670a98f495112768b1718', 'tool.started', 1795182584870, '{"seq":14,"id":"sevt_01a1f938642670a98f495112768b1718","created_at":"2026-11-20T13:49:44.870Z","type":"tool.started","tool_use_id":"sevt_01a1f938642074ec83bf8857a1a902ef","attempt":1}', NULL);
INSERT INTO "events" VALUES (15, 'sevt_01a1f938642670a98f495888743ac6fa', 'file.written', 1795182584870, '{"seq":15,"id":"sevt_01a1f938642670a98f495888743ac6fa","created_at":"2026-11-20T13:49:44.870Z","type":"file.written","path":"/workspace/dir/b.txt","hash":"7a837538210983f15656f385ea3f323179f0dcdbce20629ee3db6c1ccdc211d1","size_bytes":9,"tool_use_id":"sevt_01a1f938642074ec83bf8857a1a902ef"}', NULL);
INSERT INTO "events" VALUES (16, 'sevt_01a1f938642670a98f495d808c6a8c7c', 'agent.tool_result', 1795182584870, '{"seq":16,"id":"sevt_01a1f938642670a98f495d808c6a8c7c","created_at":"2026-11-20T13:49:44.870Z","type":"agent.tool_result","message_id":"msg_01a1f938642670a98f4957100f8b1ced","tool_use_id":"sevt_01a1f938642074ec83bf8857a1a902ef","content":[{"type":"text","text":"File created successfully at: dir/b.txt"}],"is_error":false,"outcome":"success","duration_ms":0,"message_index":3,"parent_message_id":"msg_01a1f938642574afa9013a6e9ebaf28b"}', NULL);
INSERT INTO "events" VALUES (17, 'sevt_01a1f938642775e59adf5358a9475f9b', 'span.model_request_start', 1795182584871, '{"seq":17,"id":"sevt_01a1f938642775e59adf5358a9475f9b","created_at":"2026-11-20T13:49:44.871Z","type":"span.model_request_start","model":"offline-script","step":2,"attempt":1}', NULL);
INSERT INTO "events" VALUES (18, 'sevt_01a1f93864407204a15b08a75d17c253', 'agent.tool_use', 1795182584896, '{"seq":18,"id":"sevt_01a1f93864407204a15b08a75d17c253","created_at":"2026-11-20T13:49:44.896Z","type":"agent.tool_use","message_id":"msg_01a1f938642775e59adf558905b951d8","name":"Bash","input":{"command":"cat a.txt && cd dir && exit 3"},"block":{"type":"tool_use","id":"toolu_offline_7f979fe385684957_0","name":"Bash","input":{"command":"cat a.txt && cd dir && exit 3"},"caller":{"type":"direct"}},"message_index":4,"parent_message_id":"msg_01a1f938642670a98f4957100f8b1ced"}', NULL);
INSERT INTO "events" VALUES (19, 'sevt_01a1f93864407204a15b0ea5a509b42b', 'span.model_request_end', 1795182584896, '{"seq":19,"id":"sevt_01a1f93864407204a15b0ea5a509b42b","created_at":"2026-11-20T13:49:44.896Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f938642775e59adf5358a9475f9b","time_to_first_token_ms":null,"duration_ms":25,"message_id":"msg_01a1f938642775e59adf558905b951d8","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":12,"cache_creation_input_tokens":45,"cache_read_input_tokens":787},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (20, 'sevt_01a1f938644175edaabe495afa1cf7de', 'permission.decided', 1795182584897, '{"seq":20,"id":"sevt_01a1f938644175edaabe495afa1cf7de","created_at":"2026-11-20T13:49:44.897Z","type":"permission.decided","permission_id":"perm_01a1f938644175edaabe44189e4705cb","tool_use_id":"sevt_01a1f93864407204a15b08a75d17c253","tool_name":"Bash","decision":"allow","decided_by":"rule","reason":"allowed_tools names Bash"}', NULL);
INSERT INTO "events" VALUES (21, 'sevt_01a1f938644175edaabe4d2d3693e340', 'tool.started', 1795182584897, '{"seq":21,"id":"sevt_01a1f938644175edaabe4d2d3693e340","created_at":"2026-11-20T13:49:44.897Z","type":"tool.started","tool_use_id":"sevt_01a1f93864407204a15b08a75d17c253","attempt":1}', NULL);
INSERT INTO "events" VALUES (22, 'sevt_01a1f93864d474518ae015f578f89dd5', 'agent.tool_result', 1795182585044, '{"seq":22,"id":"sevt_01a1f93864d474518ae015f578f89dd5","created_at":"2026-11-20T13:49:45.044Z","type":"agent.tool_result","message_id":"msg_01a1f93864d474518ae010aa85080647","tool_use_id":"sevt_01a1f93864407204a15b08a75d17c253","content":[{"type":"text","text":"Exit code 3\na.txt"}],"is_error":true,"outcome":"error","duration_ms":147,"message_index":5,"parent_message_id":"msg_01a1f938642775e59adf558905b951d8"}', NULL);
INSERT INTO "events" VALUES (23, 'sevt_01a1f93864d575d5af5265e490ca49d8', 'span.model_request_start', 1795182585045, '{"seq":23,"id":"sevt_01a1f93864d575d5af5265e490ca49d8","created_at":"2026-11-20T13:49:45.045Z","type":"span.model_request_start","model":"offline-script","step":3,"attempt":1}', NULL);
INSERT INTO "events" VALUES (24, 'sevt_01a1f93864d8703d9b74577815597712', 'agent.message', 1795182585048, '{"seq":24,"id":"sevt_01a1f93864d8703d9b74577815597712","created_at":"2026-11-20T13:49:45.048Z","type":"agent.message","message_id":"msg_01a1f93864d575d5af526a4350629916","content":[{"type":"text","text":"It says Exit code 3\na.txt","citations":null}],"is_partial":false,"message_index":6,"parent_message_id":"msg_01a1f93864d474518ae010aa85080647"}', NULL);
INSERT INTO "events" VALUES (25, 'sevt_01a1f93864d8703d9b74595ca6c08ebb', 'span.model_request_end', 1795182585048, '{"seq":25,"id":"sevt_01a1f93864d8703d9b74595ca6c08ebb","created_at":"2026-11-20T13:49:45.048Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f93864d575d5af5265e490ca49d8","time_to_first_token_ms":3,"duration_ms":3,"message_id":"msg_01a1f93864d575d5af526a4350629916","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":7,"cache_creation_input_tokens":16,"cache_read_input_tokens":831},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (26, 'sevt_01a1f93864d9710b8185293804f8ce70', 'session.status_idle', 1795182585049, '{"seq":26,"id":"sevt_01a1f93864d9710b8185293804f8ce70","created_at":"2026-11-20T13:49:45.049Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/fc0b815a-3c70-4d6d-a31a-963b56e20533', 'de7b35d5c784c772c1878217079eb8efd9f1cf9e837b88dc194e8d3fc331e0ac', '{"id":"sesn_01a1f93862b5751e90509439aadb6b9a","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f93864067204bde693c3a9a83cf4","seq":2,"receipt":"started"}', 1795268984838);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
INSERT INTO "memory" VALUES ('read:/workspace/a.txt', '"18b7cb099a9ea3f50ba899b5ba81e0d377a5f3b16f8f6eeb8b3e58cd4692b993"');
INSERT INTO "memory" VALUES ('read:/workspace/dir/b.txt', '"7a837538210983f15656f385ea3f323179f0dcdbce20629ee3db6c1ccdc211d1"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f938630a775e9c11f71a0ab62ce9');
INSERT INTO "meta" VALUES ('published_seq', 26);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f93862b5751e90509439aadb6b9a","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":7,"tool_call_count":3,"hook_execution_count":0,"permission_check_count":3,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":45,"total_cache_creation_tokens":848,"total_cache_read_tokens":1618},"created_at":"2026-11-20T13:49:44.586Z","updated_at":"2026-11-20T13:49:45.049Z","started_at":"2026-11-20T13:49:44.838Z","completed_at":null,"last_seq":26,"last_message":{"message_id":"msg_01a1f93864d575d5af526a4350629916","message_index":6,"parent_message_id":"msg_01a1f93864d474518ae010aa85080647"},"turn_count":1,"turn":null,"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
