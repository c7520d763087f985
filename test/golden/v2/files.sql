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
INSERT INTO "entries" VALUES ('/workspace', 'bytes.bin', 'file', 'adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c', NULL, 5, 420, 1795194463232);
INSERT INTO "entries" VALUES ('/workspace', 'link', 'symlink', NULL, 'notes/größe.md', 0, 511, 1795194464021);
INSERT INTO "entries" VALUES ('/workspace', 'notes', 'directory', NULL, NULL, 0, 493, 1795194463695);
INSERT INTO "entries" VALUES ('/workspace/notes', 'größe.md', 'file', '502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b', NULL, 10, 420, 1795194463695);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9eda2a27078a1076c60a0bdb1f1', 'session.created', 1795194462882, '{"seq":1,"id":"sevt_01a1f9eda2a27078a1076c60a0bdb1f1","created_at":"2026-11-20T17:07:42.882Z","type":"session.created","session_id":"sesn_01a1f9eda1b677a7a4f1841737f5eb68","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9eda4017050b5495414c127bebc', 'file.written', 1795194463233, '{"seq":2,"id":"sevt_01a1f9eda4017050b5495414c127bebc","created_at":"2026-11-20T17:07:43.233Z","type":"file.written","path":"/workspace/bytes.bin","hash":"adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c","size_bytes":5,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9eda5cf77889e30b8fea4c175b9', 'file.written', 1795194463695, '{"seq":3,"id":"sevt_01a1f9eda5cf77889e30b8fea4c175b9","created_at":"2026-11-20T17:07:43.695Z","type":"file.written","path":"/workspace/notes/größe.md","hash":"502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b","size_bytes":10,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9eda642717c9b89f52a36407d8c', 'file.written', 1795194463810, '{"seq":4,"id":"sevt_01a1f9eda642717c9b89f52a36407d8c","created_at":"2026-11-20T17:07:43.810Z","type":"file.written","path":"/workspace/gone.txt","hash":"283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247","size_bytes":4,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (5, 'sevt_01a1f9eda66d771bb6f8e2a14eef7f4c', 'file.deleted', 1795194463853, '{"seq":5,"id":"sevt_01a1f9eda66d771bb6f8e2a14eef7f4c","created_at":"2026-11-20T17:07:43.853Z","type":"file.deleted","path":"/workspace/gone.txt","tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1f9eda703741aba3cd8b3454b6989', 'user.message', 1795194464003, '{"seq":6,"id":"sevt_01a1f9eda703741aba3cd8b3454b6989","created_at":"2026-11-20T17:07:44.003Z","type":"user.message","message_id":"msg_01a1f9eda7027388a3e0467462351031","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"ln -s notes/größe.md link; ls\"}}]}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (7, 'sevt_01a1f9eda703741aba3cdf6fc0ed8fff', 'session.status_running', 1795194464003, '{"seq":7,"id":"sevt_01a1f9eda703741aba3cdf6fc0ed8fff","created_at":"2026-11-20T17:07:44.003Z","type":"session.status_running","turn":1,"inputs":[6]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (8, 'sevt_01a1f9eda7097219a3abb9efc20791ea', 'span.model_request_start', 1795194464009, '{"seq":8,"id":"sevt_01a1f9eda7097219a3abb9efc20791ea","created_at":"2026-11-20T17:07:44.009Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f9eda70d7136a4490a0d91e5696c', 'agent.tool_use', 1795194464013, '{"seq":9,"id":"sevt_01a1f9eda70d7136a4490a0d91e5696c","created_at":"2026-11-20T17:07:44.013Z","type":"agent.tool_use","message_id":"msg_01a1f9eda7097219a3abbe1bdcbdb6ef","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"block":{"type":"tool_use","id":"toolu_offline_1b60352e70a24bfd_0","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f9eda7027388a3e0467462351031"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f9eda70d7136a4490e27f5fef9c9', 'span.model_request_end', 1795194464013, '{"seq":10,"id":"sevt_01a1f9eda70d7136a4490e27f5fef9c9","created_at":"2026-11-20T17:07:44.013Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9eda7097219a3abb9efc20791ea","time_to_first_token_ms":null,"duration_ms":4,"message_id":"msg_01a1f9eda7097219a3abbe1bdcbdb6ef","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":12,"cache_creation_input_tokens":737,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f9eda70f769c92168d8cc4b05193', 'permission.decided', 1795194464015, '{"seq":11,"id":"sevt_01a1f9eda70f769c92168d8cc4b05193","created_at":"2026-11-20T17:07:44.015Z","type":"permission.decided","permission_id":"perm_01a1f9eda70f769c92168ac8a3f11970","tool_use_id":"sevt_01a1f9eda70d7136a4490a0d91e5696c","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f9eda70f769c921692766bdeb804', 'tool.started', 1795194464015, '{"seq":12,"id":"sevt_01a1f9eda70f769c921692766bdeb804","created_at":"2026-11-20T17:07:44.015Z","type":"tool.started","tool_use_id":"sevt_01a1f9eda70d7136a4490a0d91e5696c","attempt":1}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f9eda71b7320af03f3df7e4e2613', 'agent.tool_result', 1795194464027, '{"seq":13,"id":"sevt_01a1f9eda71b7320af03f3df7e4e2613","created_at":"2026-11-20T17:07:44.027Z","type":"agent.tool_result","message_id":"msg_01a1f9eda71b7320af03edfa6e6da722","tool_use_id":"sevt_01a1f9eda70d7136a4490a0d91e5696c","content":[{"type":"text","text":"bytes.bin\nlink\nnotes"}],"is_error":false,"outcome":"success","duration_ms":11,"message_index":2,"parent_message_id":"msg_01a1f9eda7097219a3abbe1bdcbdb6ef"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f9eda72070918597a91177d2f7c7', 'span.model_request_start', 1795194464032, '{"seq":14,"id":"sevt_01a1f9eda72070918597a91177d2f7c7","created_at":"2026-11-20T17:07:44.032Z","type":"span.model_request_start","model":"offline-script","step":2,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (15, 'sevt_01a1f9eda723725e80aabf8a53c2cabb', 'agent.message', 1795194464035, '{"seq":15,"id":"sevt_01a1f9eda723725e80aabf8a53c2cabb","created_at":"2026-11-20T17:07:44.035Z","type":"agent.message","message_id":"msg_01a1f9eda7217417896ae0972095df00","content":[{"type":"text","text":"done","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1f9eda71b7320af03edfa6e6da722"}', NULL);
INSERT INTO "events" VALUES (16, 'sevt_01a1f9eda723725e80aac1128afa5c6f', 'span.model_request_end', 1795194464035, '{"seq":16,"id":"sevt_01a1f9eda723725e80aac1128afa5c6f","created_at":"2026-11-20T17:07:44.035Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9eda72070918597a91177d2f7c7","time_to_first_token_ms":3,"duration_ms":3,"message_id":"msg_01a1f9eda7217417896ae0972095df00","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":17,"cache_read_input_tokens":736},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (17, 'sevt_01a1f9eda727759298c060262f8ae5d9', 'session.status_idle', 1795194464039, '{"seq":17,"id":"sevt_01a1f9eda727759298c060262f8ae5d9","created_at":"2026-11-20T17:07:44.039Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/a21c21a3-d9aa-4122-8a8e-0d37277784ca', '532e1174742e7daadca3af125810f126847b6c32344a50234f9b08d92c63cff7', '{"id":"sesn_01a1f9eda1b677a7a4f1841737f5eb68","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9eda7027388a3e0467462351031","seq":6,"receipt":"started"}', 1795280864003);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u54cf70fdaa0f"],["a0968f5a3d13b"],["ub4d87e30337d"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9eda2a27078a107696e6fcfa405');
INSERT INTO "meta" VALUES ('publication', '{"seq":17,"audit":{"count":8,"hash":"723283c1d02525bcb153a079413afb6861bf5126ad0e59f01e43bf264e7f67f3"},"tally":{"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"last_message_id":"msg_01a1f9eda7217417896ae0972095df00","active_ms":36,"running_since":null,"timed_call_count":1,"tool_ms":11},"counts":{"messages":4,"tool_calls":1,"settled_tool_calls":1,"permission_decisions":1,"hook_executions":0,"model_calls":2,"metrics":1},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":17,"at_ms":1795194464053}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9eda1b677a7a4f1841737f5eb68","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"created_at":"2026-11-20T17:07:42.882Z","updated_at":"2026-11-20T17:07:44.039Z","started_at":"2026-11-20T17:07:44.003Z","completed_at":null,"last_seq":17,"last_message":{"message_id":"msg_01a1f9eda7217417896ae0972095df00","message_index":3,"parent_message_id":"msg_01a1f9eda71b7320af03edfa6e6da722"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":754,"compacted_tokens":0},"compaction":null,"active_ms":36,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[{"second":1795194464,"count":1}]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
