CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    );
INSERT INTO "blobs" VALUES ('2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806', 4, x'6f6e650a');
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
INSERT INTO "entries" VALUES ('/workspace', 'one.txt', 'file', '2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806', NULL, 4, 420, 1795186940374);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1f97ad9ad7736b5c6e94b056cf083', 'session.created', 1795186940333, '{"seq":1,"id":"sevt_01a1f97ad9ad7736b5c6e94b056cf083","created_at":"2026-11-20T15:02:20.333Z","type":"session.created","session_id":"sesn_01a1f97ad9a4764ba753c034758f6967","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f97ad9c676a7aa29734cd0a03584', 'user.message', 1795186940358, '{"seq":2,"id":"sevt_01a1f97ad9c676a7aa29734cd0a03584","created_at":"2026-11-20T15:02:20.358Z","type":"user.message","message_id":"msg_01a1f97ad9c676a7aa29665a8ebea2d0","content":[{"type":"text","text":"[{\"text\":\"Both.\",\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"echo one > one.txt\"}},{\"name\":\"Bash\",\"input\":{\"command\":\"sleep 3; echo two > two.txt\"}}]},{\"text\":\"Yes.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f97ad9c676a7aa2974d5fa7681a2', 'session.status_running', 1795186940358, '{"seq":3,"id":"sevt_01a1f97ad9c676a7aa2974d5fa7681a2","created_at":"2026-11-20T15:02:20.358Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f97ad9ca71c292add01fa0779c47', 'span.model_request_start', 1795186940362, '{"seq":4,"id":"sevt_01a1f97ad9ca71c292add01fa0779c47","created_at":"2026-11-20T15:02:20.362Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f97ad9cd7689a05ab8927744d1f2', 'agent.message', 1795186940366, '{"seq":5,"id":"sevt_01a1f97ad9cd7689a05ab8927744d1f2","created_at":"2026-11-20T15:02:20.366Z","type":"agent.message","message_id":"msg_01a1f97ad9ca71c292add4c6ae546634","content":[{"type":"text","text":"Both.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f97ad9c676a7aa29665a8ebea2d0"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f97ad9cd7689a05abdfac882b155', 'agent.tool_use', 1795186940366, '{"seq":6,"id":"sevt_01a1f97ad9cd7689a05abdfac882b155","created_at":"2026-11-20T15:02:20.366Z","type":"agent.tool_use","message_id":"msg_01a1f97ad9ca71c292add4c6ae546634","name":"Bash","input":{"command":"echo one > one.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_1","name":"Bash","input":{"command":"echo one > one.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f97ad9c676a7aa29665a8ebea2d0"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f97ad9ce76e6a6263bb9c1bda4a6', 'agent.tool_use', 1795186940366, '{"seq":7,"id":"sevt_01a1f97ad9ce76e6a6263bb9c1bda4a6","created_at":"2026-11-20T15:02:20.366Z","type":"agent.tool_use","message_id":"msg_01a1f97ad9ca71c292add4c6ae546634","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_2","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f97ad9c676a7aa29665a8ebea2d0"}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f97ad9ce76e6a6263d30a997f283', 'span.model_request_end', 1795186940366, '{"seq":8,"id":"sevt_01a1f97ad9ce76e6a6263d30a997f283","created_at":"2026-11-20T15:02:20.366Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f97ad9ca71c292add01fa0779c47","time_to_first_token_ms":3,"duration_ms":3,"message_id":"msg_01a1f97ad9ca71c292add4c6ae546634","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":22,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f97ad9cf75b1924ec8f0257afea6', 'permission.decided', 1795186940367, '{"seq":9,"id":"sevt_01a1f97ad9cf75b1924ec8f0257afea6","created_at":"2026-11-20T15:02:20.367Z","type":"permission.decided","permission_id":"perm_01a1f97ad9cf75b1924ec40f19e13abd","tool_use_id":"sevt_01a1f97ad9cd7689a05abdfac882b155","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f97ad9cf75b1924ecdc667740033', 'tool.started', 1795186940367, '{"seq":10,"id":"sevt_01a1f97ad9cf75b1924ecdc667740033","created_at":"2026-11-20T15:02:20.367Z","type":"tool.started","tool_use_id":"sevt_01a1f97ad9cd7689a05abdfac882b155","attempt":1}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f97ad9d670fca139e806ee7e4aa5', 'file.written', 1795186940374, '{"seq":11,"id":"sevt_01a1f97ad9d670fca139e806ee7e4aa5","created_at":"2026-11-20T15:02:20.374Z","type":"file.written","path":"/workspace/one.txt","hash":"2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806","size_bytes":4,"tool_use_id":"sevt_01a1f97ad9cd7689a05abdfac882b155"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f97ad9d670fca139edcd4c1327a4', 'agent.tool_result', 1795186940374, '{"seq":12,"id":"sevt_01a1f97ad9d670fca139edcd4c1327a4","created_at":"2026-11-20T15:02:20.374Z","type":"agent.tool_result","message_id":"msg_01a1f97ad9d670fca139e58431539069","tool_use_id":"sevt_01a1f97ad9cd7689a05abdfac882b155","content":[{"type":"text","text":"(Bash completed with no output)"}],"is_error":false,"outcome":"success","duration_ms":7,"message_index":2,"parent_message_id":"msg_01a1f97ad9ca71c292add4c6ae546634"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f97ad9d7769fbdc3acce315be6e1', 'permission.decided', 1795186940375, '{"seq":13,"id":"sevt_01a1f97ad9d7769fbdc3acce315be6e1","created_at":"2026-11-20T15:02:20.375Z","type":"permission.decided","permission_id":"perm_01a1f97ad9d7769fbdc3ab834dd629d1","tool_use_id":"sevt_01a1f97ad9ce76e6a6263bb9c1bda4a6","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f97ad9d7769fbdc3b3da5a2d4589', 'tool.started', 1795186940375, '{"seq":14,"id":"sevt_01a1f97ad9d7769fbdc3b3da5a2d4589","created_at":"2026-11-20T15:02:20.375Z","type":"tool.started","tool_use_id":"sevt_01a1f97ad9ce76e6a6263bb9c1bda4a6","attempt":1}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/3702f7a2-fb75-4e01-894d-8f528512a017', '4f453ca71d2fa6460c2105281502810092e957d97474cbc4fe2e00ec2c08f207', '{"id":"sesn_01a1f97ad9a4764ba753c034758f6967","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f97ad9c676a7aa29665a8ebea2d0","seq":2,"receipt":"started"}', 1795273340358);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u30b6cf172c6e"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f97ad9ad7736b5c6e648c7ebeecb');
INSERT INTO "meta" VALUES ('publication', '{"seq":1,"audit":{"count":1,"hash":"d71419ad973a778439a00ad366fc7659fd367468b5b5cf6ebcfed29a2163ddb6"},"tally":{"counters":{"message_count":0,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":null,"active_ms":0,"running_since":null,"timed_call_count":0,"tool_ms":0,"settled_call_count":0,"model_call_count":0,"turn_end_count":0},"at_ms":1795186940342}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f97ad9a4764ba753c034758f6967","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":3,"tool_call_count":2,"hook_execution_count":0,"permission_check_count":2,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":22,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T15:02:20.333Z","updated_at":"2026-11-20T15:02:20.375Z","started_at":"2026-11-20T15:02:20.358Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1f97ad9d670fca139e58431539069","message_index":2,"parent_message_id":"msg_01a1f97ad9ca71c292add4c6ae546634"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T15:02:20.358Z","inputs":[2],"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"in_line":false,"calls":[{"id":"sevt_01a1f97ad9ce76e6a6263bb9c1bda4a6","seq":7,"name":"Bash","status":"running","attempts":1,"deadline":null,"requested_seq":null,"granted_seq":13}],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[],"context":{"from_seq":0,"tokens":788,"compacted_tokens":0},"compaction":null,"active_ms":0}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
