CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    , encoding TEXT);
INSERT INTO "blobs" VALUES ('2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806', 4, x'6f6e650a', NULL);
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
INSERT INTO "entries" VALUES ('/workspace', 'one.txt', 'file', '2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806', NULL, 4, 420, 1795208263559, 12);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1fac0373f73989cc49716785c0331', 'session.created', 1795208263487, '{"seq":1,"id":"sevt_01a1fac0373f73989cc49716785c0331","created_at":"2026-11-20T20:57:43.487Z","type":"session.created","session_id":"sesn_01a1fac03737717c9adcf9ea14837cf5","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{}},"config_version":2}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fac037727468bc43bcc767b6e41f', 'user.message', 1795208263538, '{"seq":2,"id":"sevt_01a1fac037727468bc43bcc767b6e41f","created_at":"2026-11-20T20:57:43.538Z","type":"user.message","message_id":"msg_01a1fac037727468bc43b26911c15459","content":[{"type":"text","text":"[{\"text\":\"Both.\",\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"echo one > one.txt\"}},{\"name\":\"Bash\",\"input\":{\"command\":\"sleep 3; echo two > two.txt\"}}]},{\"text\":\"Yes.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fac037727468bc43c02ac4e7f86a', 'session.status_running', 1795208263538, '{"seq":3,"id":"sevt_01a1fac037727468bc43c02ac4e7f86a","created_at":"2026-11-20T20:57:43.538Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fac03776778d8aaeae6a838971a5', 'span.model_request_start', 1795208263542, '{"seq":4,"id":"sevt_01a1fac03776778d8aaeae6a838971a5","created_at":"2026-11-20T20:57:43.542Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fac0377877d9be91bc3a5ca8c153', 'agent.message', 1795208263545, '{"seq":5,"id":"sevt_01a1fac0377877d9be91bc3a5ca8c153","created_at":"2026-11-20T20:57:43.545Z","type":"agent.message","message_id":"msg_01a1fac03776778d8aaeb22c9fa0feca","content":[{"type":"text","text":"Both.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1fac037727468bc43b26911c15459"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1fac0377975d1b886cac2c9bdc8de', 'agent.tool_use', 1795208263545, '{"seq":6,"id":"sevt_01a1fac0377975d1b886cac2c9bdc8de","created_at":"2026-11-20T20:57:43.545Z","type":"agent.tool_use","message_id":"msg_01a1fac03776778d8aaeb22c9fa0feca","name":"Bash","input":{"command":"echo one > one.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_1","name":"Bash","input":{"command":"echo one > one.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1fac037727468bc43b26911c15459"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1fac0377975d1b886cee808c508d2', 'agent.tool_use', 1795208263545, '{"seq":7,"id":"sevt_01a1fac0377975d1b886cee808c508d2","created_at":"2026-11-20T20:57:43.545Z","type":"agent.tool_use","message_id":"msg_01a1fac03776778d8aaeb22c9fa0feca","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_2","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1fac037727468bc43b26911c15459"}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1fac0377975d1b886d1fe1b784406', 'span.model_request_end', 1795208263545, '{"seq":8,"id":"sevt_01a1fac0377975d1b886d1fe1b784406","created_at":"2026-11-20T20:57:43.545Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fac03776778d8aaeae6a838971a5","time_to_first_token_ms":2,"duration_ms":3,"message_id":"msg_01a1fac03776778d8aaeb22c9fa0feca","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":22,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1fac0377f7005aa6b6a981172e537', 'permission.decided', 1795208263551, '{"seq":9,"id":"sevt_01a1fac0377f7005aa6b6a981172e537","created_at":"2026-11-20T20:57:43.551Z","type":"permission.decided","permission_id":"perm_01a1fac0377f7005aa6b663b20ddddf2","tool_use_id":"sevt_01a1fac0377975d1b886cac2c9bdc8de","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1fac0377f7005aa6b6fbe81d837f2', 'tool.started', 1795208263551, '{"seq":10,"id":"sevt_01a1fac0377f7005aa6b6fbe81d837f2","created_at":"2026-11-20T20:57:43.551Z","type":"tool.started","tool_use_id":"sevt_01a1fac0377975d1b886cac2c9bdc8de","attempt":1}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1fac03789721c8aa1bfcabc4b44bb', 'file.written', 1795208263561, '{"seq":11,"id":"sevt_01a1fac03789721c8aa1bfcabc4b44bb","created_at":"2026-11-20T20:57:43.561Z","type":"file.written","path":"/workspace/one.txt","hash":"2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806","size_bytes":4,"tool_use_id":"sevt_01a1fac0377975d1b886cac2c9bdc8de"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1fac03789721c8aa1c17e6bfedbca', 'agent.tool_result', 1795208263561, '{"seq":12,"id":"sevt_01a1fac03789721c8aa1c17e6bfedbca","created_at":"2026-11-20T20:57:43.561Z","type":"agent.tool_result","message_id":"msg_01a1fac03789721c8aa1b828465f290e","tool_use_id":"sevt_01a1fac0377975d1b886cac2c9bdc8de","content":[{"type":"text","text":"(Bash completed with no output)"}],"is_error":false,"outcome":"success","duration_ms":10,"message_index":2,"parent_message_id":"msg_01a1fac03776778d8aaeb22c9fa0feca"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1fac0378c72d5810bd52ccf89e44a', 'permission.decided', 1795208263564, '{"seq":13,"id":"sevt_01a1fac0378c72d5810bd52ccf89e44a","created_at":"2026-11-20T20:57:43.564Z","type":"permission.decided","permission_id":"perm_01a1fac0378c72d5810bd3f8229d3a94","tool_use_id":"sevt_01a1fac0377975d1b886cee808c508d2","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1fac0378c72d5810bdbd98ac29f07', 'tool.started', 1795208263564, '{"seq":14,"id":"sevt_01a1fac0378c72d5810bdbd98ac29f07","created_at":"2026-11-20T20:57:43.564Z","type":"tool.started","tool_use_id":"sevt_01a1fac0377975d1b886cee808c508d2","attempt":1}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/5c3286b6-1eb1-43dc-b3ae-9bccee70d359', 'a2c4f79adc51e80aa209e29752357ea14ce48f796e3dafad65136f77b27daaa4', '{"id":"sesn_01a1fac03737717c9adcf9ea14837cf5","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fac037727468bc43b26911c15459","seq":2,"receipt":"started"}', 1795294663539);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    , from_seq INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"', 12);
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
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u30b6cf172c6e"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fac0373e73e08d5957aa9365bb4d');
INSERT INTO "meta" VALUES ('publication', '{"seq":1,"audit":{"count":1,"hash":"2a66b1d69dbf02a40b6c0b7c9a5d155b5625b7c71e18dbf358b1af86cdd9cfdf"},"tally":{"counters":{"message_count":0,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":null,"active_ms":0,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":0,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":0,"metrics":0},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":1,"at_ms":1795208263497}');
INSERT INTO "meta" VALUES ('schema_version', 3);
INSERT INTO "meta" VALUES ('state', '{"version":5,"id":"sesn_01a1fac03737717c9adcf9ea14837cf5","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":3,"tool_call_count":2,"hook_execution_count":0,"permission_check_count":2,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":22,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T20:57:43.487Z","updated_at":"2026-11-20T20:57:43.564Z","started_at":"2026-11-20T20:57:43.538Z","completed_at":null,"last_seq":14,"adopted_seq":0,"parent_session_id":null,"inherited_cost_usd":null,"archive_id":null,"path":[{"from_seq":1,"to_seq":null}],"undoable_seq":null,"last_message":{"message_id":"msg_01a1fac03789721c8aa1b828465f290e","message_index":2,"parent_message_id":"msg_01a1fac03776778d8aaeb22c9fa0feca"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T20:57:43.538Z","inputs":[2],"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"in_line":false,"calls":[{"id":"sevt_01a1fac0377975d1b886cee808c508d2","seq":7,"name":"Bash","status":"running","attempts":1,"deadline":null,"requested_seq":null,"granted_seq":13}],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null,"ended_before":null},"inputs":[],"context":{"from_seq":0,"tokens":788,"compacted_tokens":0},"compaction":null,"active_ms":0,"due":{"session_start":null,"prompts":[],"results":[{"id":"sevt_01a1fac0377975d1b886cac2c9bdc8de","seq":6,"result_seq":12,"granted_seq":9,"name":"Bash","is_error":false}],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[{"second":1795208263,"count":2}]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
