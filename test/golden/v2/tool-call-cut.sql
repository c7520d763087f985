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
INSERT INTO "entries" VALUES ('/workspace', 'one.txt', 'file', '2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806', NULL, 4, 420, 1795185951261);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1f96bc11a72b5a2666e3e8619d5f6', 'session.created', 1795185951002, '{"seq":1,"id":"sevt_01a1f96bc11a72b5a2666e3e8619d5f6","created_at":"2026-11-20T14:45:51.002Z","type":"session.created","session_id":"sesn_01a1f96bc0ca75e9855c72a104e85520","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f96bc1a27032a054637330e9ccf9', 'user.message', 1795185951138, '{"seq":2,"id":"sevt_01a1f96bc1a27032a054637330e9ccf9","created_at":"2026-11-20T14:45:51.138Z","type":"user.message","message_id":"msg_01a1f96bc1a27032a054571cbe2a149f","content":[{"type":"text","text":"[{\"text\":\"Both.\",\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"echo one > one.txt\"}},{\"name\":\"Bash\",\"input\":{\"command\":\"sleep 3; echo two > two.txt\"}}]},{\"text\":\"Yes.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f96bc1a27032a054669b90169238', 'session.status_running', 1795185951138, '{"seq":3,"id":"sevt_01a1f96bc1a27032a054669b90169238","created_at":"2026-11-20T14:45:51.138Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f96bc1d472c387d41a4108b43e7d', 'span.model_request_start', 1795185951189, '{"seq":4,"id":"sevt_01a1f96bc1d472c387d41a4108b43e7d","created_at":"2026-11-20T14:45:51.189Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f96bc1ed72d88485827dab0b782a', 'agent.message', 1795185951213, '{"seq":5,"id":"sevt_01a1f96bc1ed72d88485827dab0b782a","created_at":"2026-11-20T14:45:51.213Z","type":"agent.message","message_id":"msg_01a1f96bc1d5761a94db3ed549216eb2","content":[{"type":"text","text":"Both.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f96bc1a27032a054571cbe2a149f"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f96bc1ed72d8848584796d5df0b9', 'agent.tool_use', 1795185951213, '{"seq":6,"id":"sevt_01a1f96bc1ed72d8848584796d5df0b9","created_at":"2026-11-20T14:45:51.213Z","type":"agent.tool_use","message_id":"msg_01a1f96bc1d5761a94db3ed549216eb2","name":"Bash","input":{"command":"echo one > one.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_1","name":"Bash","input":{"command":"echo one > one.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f96bc1a27032a054571cbe2a149f"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f96bc1ed72d88485884e6b293eb3', 'agent.tool_use', 1795185951213, '{"seq":7,"id":"sevt_01a1f96bc1ed72d88485884e6b293eb3","created_at":"2026-11-20T14:45:51.213Z","type":"agent.tool_use","message_id":"msg_01a1f96bc1d5761a94db3ed549216eb2","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_2","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f96bc1a27032a054571cbe2a149f"}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f96bc1ed72d884858f18440f2da5', 'span.model_request_end', 1795185951213, '{"seq":8,"id":"sevt_01a1f96bc1ed72d884858f18440f2da5","created_at":"2026-11-20T14:45:51.213Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f96bc1d472c387d41a4108b43e7d","time_to_first_token_ms":25,"duration_ms":25,"message_id":"msg_01a1f96bc1d5761a94db3ed549216eb2","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":22,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f96bc1ee779c9aa07500c0747613', 'permission.decided', 1795185951214, '{"seq":9,"id":"sevt_01a1f96bc1ee779c9aa07500c0747613","created_at":"2026-11-20T14:45:51.214Z","type":"permission.decided","permission_id":"perm_01a1f96bc1ee779c9aa070f1aa93e05d","tool_use_id":"sevt_01a1f96bc1ed72d8848584796d5df0b9","tool_name":"Bash","decision":"allow","decided_by":"rule","reason":"allowed_tools names Bash"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f96bc1ee779c9aa07be4474439a0', 'tool.started', 1795185951214, '{"seq":10,"id":"sevt_01a1f96bc1ee779c9aa07be4474439a0","created_at":"2026-11-20T14:45:51.214Z","type":"tool.started","tool_use_id":"sevt_01a1f96bc1ed72d8848584796d5df0b9","attempt":1}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f96bc21e76dbae90cb6f8fc1f1fb', 'file.written', 1795185951262, '{"seq":11,"id":"sevt_01a1f96bc21e76dbae90cb6f8fc1f1fb","created_at":"2026-11-20T14:45:51.262Z","type":"file.written","path":"/workspace/one.txt","hash":"2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806","size_bytes":4,"tool_use_id":"sevt_01a1f96bc1ed72d8848584796d5df0b9"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f96bc21e76dbae90cfd7576252aa', 'agent.tool_result', 1795185951262, '{"seq":12,"id":"sevt_01a1f96bc21e76dbae90cfd7576252aa","created_at":"2026-11-20T14:45:51.262Z","type":"agent.tool_result","message_id":"msg_01a1f96bc21e76dbae90c67522e277db","tool_use_id":"sevt_01a1f96bc1ed72d8848584796d5df0b9","content":[{"type":"text","text":"(Bash completed with no output)"}],"is_error":false,"outcome":"success","duration_ms":48,"message_index":2,"parent_message_id":"msg_01a1f96bc1d5761a94db3ed549216eb2"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f96bc21e76dbae90d55337a1127e', 'permission.decided', 1795185951262, '{"seq":13,"id":"sevt_01a1f96bc21e76dbae90d55337a1127e","created_at":"2026-11-20T14:45:51.262Z","type":"permission.decided","permission_id":"perm_01a1f96bc21e76dbae90d237ac7671cf","tool_use_id":"sevt_01a1f96bc1ed72d88485884e6b293eb3","tool_name":"Bash","decision":"allow","decided_by":"rule","reason":"allowed_tools names Bash"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f96bc21e76dbae90db7894e9a5ad', 'tool.started', 1795185951262, '{"seq":14,"id":"sevt_01a1f96bc21e76dbae90db7894e9a5ad","created_at":"2026-11-20T14:45:51.262Z","type":"tool.started","tool_use_id":"sevt_01a1f96bc1ed72d88485884e6b293eb3","attempt":1}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/cadf3a6d-b4ca-4329-b427-4592aeb6a01a', '9b0dcaf901c7bfc5a353ae75d19dd76152cb59d4f78a08de8d639438226d4d56', '{"id":"sesn_01a1f96bc0ca75e9855c72a104e85520","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f96bc1a27032a054571cbe2a149f","seq":2,"receipt":"started"}', 1795272351139);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u30b6cf172c6e"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f96bc119704d9fca33da50dba91b');
INSERT INTO "meta" VALUES ('published_seq', 1);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f96bc0ca75e9855c72a104e85520","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":3,"tool_call_count":2,"hook_execution_count":0,"permission_check_count":2,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":22,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T14:45:51.002Z","updated_at":"2026-11-20T14:45:51.262Z","started_at":"2026-11-20T14:45:51.138Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1f96bc21e76dbae90c67522e277db","message_index":2,"parent_message_id":"msg_01a1f96bc1d5761a94db3ed549216eb2"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T14:45:51.138Z","inputs":[2],"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"in_line":false,"calls":[{"id":"sevt_01a1f96bc1ed72d88485884e6b293eb3","seq":7,"name":"Bash","status":"running","attempts":1,"deadline":null,"requested_seq":null,"granted_seq":13}],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[],"context":{"from_seq":0,"tokens":788,"compacted_tokens":0},"compaction":null,"active_ms":0}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
