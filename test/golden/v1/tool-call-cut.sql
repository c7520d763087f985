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
INSERT INTO "entries" VALUES ('/workspace', 'one.txt', 'file', '2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806', NULL, 4, 420, 1795180273563);
CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        type TEXT NOT NULL,
        at INTEGER NOT NULL,
        body TEXT NOT NULL,
        actor TEXT
      );
INSERT INTO "events" VALUES (1, 'sevt_01a1f9151dd3751ebe552502db267e7b', 'session.created', 1795180273107, '{"seq":1,"id":"sevt_01a1f9151dd3751ebe552502db267e7b","created_at":"2026-11-20T13:11:13.107Z","type":"session.created","session_id":"sesn_01a1f9151dad70c4be5d59c1ec6a2292","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9151f2470168d8e18fbedc59a2b', 'user.message', 1795180273444, '{"seq":2,"id":"sevt_01a1f9151f2470168d8e18fbedc59a2b","created_at":"2026-11-20T13:11:13.444Z","type":"user.message","message_id":"msg_01a1f9151f2470168d8e0d406353ee92","content":[{"type":"text","text":"[{\"text\":\"Both.\",\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"echo one > one.txt\"}},{\"name\":\"Bash\",\"input\":{\"command\":\"sleep 3; echo two > two.txt\"}}]},{\"text\":\"Yes.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9151f2470168d8e1f7b2385497c', 'session.status_running', 1795180273444, '{"seq":3,"id":"sevt_01a1f9151f2470168d8e1f7b2385497c","created_at":"2026-11-20T13:11:13.444Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9151f2571cea0b069c36180c969', 'span.model_request_start', 1795180273445, '{"seq":4,"id":"sevt_01a1f9151f2571cea0b069c36180c969","created_at":"2026-11-20T13:11:13.445Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9151f2e71948544657c37d7758c', 'agent.message', 1795180273454, '{"seq":5,"id":"sevt_01a1f9151f2e71948544657c37d7758c","created_at":"2026-11-20T13:11:13.454Z","type":"agent.message","message_id":"msg_01a1f9151f2571cea0b06cabdebb9d4d","content":[{"type":"text","text":"Both.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f9151f2470168d8e0d406353ee92"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f9151f2e719485446a9d93668e15', 'agent.tool_use', 1795180273454, '{"seq":6,"id":"sevt_01a1f9151f2e719485446a9d93668e15","created_at":"2026-11-20T13:11:13.454Z","type":"agent.tool_use","message_id":"msg_01a1f9151f2571cea0b06cabdebb9d4d","name":"Bash","input":{"command":"echo one > one.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_1","name":"Bash","input":{"command":"echo one > one.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f9151f2470168d8e0d406353ee92"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9151f2e719485446fc15f6eb0b6', 'agent.tool_use', 1795180273454, '{"seq":7,"id":"sevt_01a1f9151f2e719485446fc15f6eb0b6","created_at":"2026-11-20T13:11:13.454Z","type":"agent.tool_use","message_id":"msg_01a1f9151f2571cea0b06cabdebb9d4d","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_2","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f9151f2470168d8e0d406353ee92"}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f9151f2e71948544724af706b509', 'span.model_request_end', 1795180273454, '{"seq":8,"id":"sevt_01a1f9151f2e71948544724af706b509","created_at":"2026-11-20T13:11:13.454Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9151f2571cea0b069c36180c969","time_to_first_token_ms":9,"duration_ms":9,"message_id":"msg_01a1f9151f2571cea0b06cabdebb9d4d","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":22,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f9151f30732289d8150f7751c838', 'permission.decided', 1795180273456, '{"seq":9,"id":"sevt_01a1f9151f30732289d8150f7751c838","created_at":"2026-11-20T13:11:13.456Z","type":"permission.decided","permission_id":"perm_01a1f9151f30732289d8129c952f4cff","tool_use_id":"sevt_01a1f9151f2e719485446a9d93668e15","tool_name":"Bash","decision":"allow","decided_by":"rule","reason":"allowed_tools names Bash"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f9151f30732289d81b4ca4e7f980', 'tool.started', 1795180273456, '{"seq":10,"id":"sevt_01a1f9151f30732289d81b4ca4e7f980","created_at":"2026-11-20T13:11:13.456Z","type":"tool.started","tool_use_id":"sevt_01a1f9151f2e719485446a9d93668e15","attempt":1}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f9151fa87008b2bcae8d80be7471', 'file.written', 1795180273575, '{"seq":11,"id":"sevt_01a1f9151fa87008b2bcae8d80be7471","created_at":"2026-11-20T13:11:13.575Z","type":"file.written","path":"/workspace/one.txt","hash":"2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806","size_bytes":4,"tool_use_id":"sevt_01a1f9151f2e719485446a9d93668e15"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f9151fa87008b2bcb364406577f6', 'agent.tool_result', 1795180273575, '{"seq":12,"id":"sevt_01a1f9151fa87008b2bcb364406577f6","created_at":"2026-11-20T13:11:13.575Z","type":"agent.tool_result","message_id":"msg_01a1f9151fa7779694dc54ad31264025","tool_use_id":"sevt_01a1f9151f2e719485446a9d93668e15","content":[{"type":"text","text":"(Bash completed with no output)"}],"is_error":false,"outcome":"success","duration_ms":118,"message_index":2,"parent_message_id":"msg_01a1f9151f2571cea0b06cabdebb9d4d"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f9151fa87008b2bcbab50e53b8c6', 'permission.decided', 1795180273576, '{"seq":13,"id":"sevt_01a1f9151fa87008b2bcbab50e53b8c6","created_at":"2026-11-20T13:11:13.576Z","type":"permission.decided","permission_id":"perm_01a1f9151fa87008b2bcb55074500183","tool_use_id":"sevt_01a1f9151f2e719485446fc15f6eb0b6","tool_name":"Bash","decision":"allow","decided_by":"rule","reason":"allowed_tools names Bash"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f9151fa87008b2bcbd5909e1b890', 'tool.started', 1795180273576, '{"seq":14,"id":"sevt_01a1f9151fa87008b2bcbd5909e1b890","created_at":"2026-11-20T13:11:13.576Z","type":"tool.started","tool_use_id":"sevt_01a1f9151f2e719485446fc15f6eb0b6","attempt":1}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/0d085914-a26a-445e-b0b3-5be794c44136', 'b065233f7c9c058297618a84eec42e80e04558ada9c5d7b4697003d3732301d8', '{"id":"sesn_01a1f9151dad70c4be5d59c1ec6a2292","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9151f2470168d8e0d406353ee92","seq":2,"receipt":"started"}', 1795266673444);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9151dd3751ebe552086290fd6df');
INSERT INTO "meta" VALUES ('published_seq', 1);
INSERT INTO "meta" VALUES ('schema_version', 1);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f9151dad70c4be5d59c1ec6a2292","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":3,"tool_call_count":2,"hook_execution_count":0,"permission_check_count":2,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":22,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T13:11:13.107Z","updated_at":"2026-11-20T13:11:13.576Z","started_at":"2026-11-20T13:11:13.444Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1f9151fa7779694dc54ad31264025","message_index":2,"parent_message_id":"msg_01a1f9151f2571cea0b06cabdebb9d4d"},"turn_count":0,"turn":{"number":1,"started_seq":3,"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"calls":[{"id":"sevt_01a1f9151f2e719485446fc15f6eb0b6","seq":7,"name":"Bash","status":"running","attempts":1}],"interrupted":false,"suspended":false,"continuations":0,"ended":null},"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
