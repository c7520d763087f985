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
INSERT INTO "entries" VALUES ('/workspace', 'one.txt', 'file', '2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806', NULL, 4, 420, 1795194464485);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9eda7c57749b96a25c802fd90f1', 'session.created', 1795194464197, '{"seq":1,"id":"sevt_01a1f9eda7c57749b96a25c802fd90f1","created_at":"2026-11-20T17:07:44.197Z","type":"session.created","session_id":"sesn_01a1f9eda784712f91a7c3efc8a9bd5d","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9eda88d709c9900a0d224eeb034', 'user.message', 1795194464397, '{"seq":2,"id":"sevt_01a1f9eda88d709c9900a0d224eeb034","created_at":"2026-11-20T17:07:44.397Z","type":"user.message","message_id":"msg_01a1f9eda88d709c990095a43f446bd5","content":[{"type":"text","text":"[{\"text\":\"Both.\",\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"echo one > one.txt\"}},{\"name\":\"Bash\",\"input\":{\"command\":\"sleep 3; echo two > two.txt\"}}]},{\"text\":\"Yes.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9eda88d709c9900a78a982a1bf2', 'session.status_running', 1795194464397, '{"seq":3,"id":"sevt_01a1f9eda88d709c9900a78a982a1bf2","created_at":"2026-11-20T17:07:44.397Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9eda8a37064a174f564be92d3bc', 'span.model_request_start', 1795194464426, '{"seq":4,"id":"sevt_01a1f9eda8a37064a174f564be92d3bc","created_at":"2026-11-20T17:07:44.426Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9eda8c07691bdef86b1b317159d', 'agent.message', 1795194464455, '{"seq":5,"id":"sevt_01a1f9eda8c07691bdef86b1b317159d","created_at":"2026-11-20T17:07:44.455Z","type":"agent.message","message_id":"msg_01a1f9eda8aa76968f85edc2a1d69c0d","content":[{"type":"text","text":"Both.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f9eda88d709c990095a43f446bd5"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f9eda8c77124830b540986e3015b', 'agent.tool_use', 1795194464455, '{"seq":6,"id":"sevt_01a1f9eda8c77124830b540986e3015b","created_at":"2026-11-20T17:07:44.455Z","type":"agent.tool_use","message_id":"msg_01a1f9eda8aa76968f85edc2a1d69c0d","name":"Bash","input":{"command":"echo one > one.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_1","name":"Bash","input":{"command":"echo one > one.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f9eda88d709c990095a43f446bd5"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9eda8c77124830b5b001ad3f3d9', 'agent.tool_use', 1795194464455, '{"seq":7,"id":"sevt_01a1f9eda8c77124830b5b001ad3f3d9","created_at":"2026-11-20T17:07:44.455Z","type":"agent.tool_use","message_id":"msg_01a1f9eda8aa76968f85edc2a1d69c0d","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_2","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f9eda88d709c990095a43f446bd5"}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f9eda8c77124830b5c80d54165e0', 'span.model_request_end', 1795194464455, '{"seq":8,"id":"sevt_01a1f9eda8c77124830b5c80d54165e0","created_at":"2026-11-20T17:07:44.455Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9eda8a37064a174f564be92d3bc","time_to_first_token_ms":30,"duration_ms":36,"message_id":"msg_01a1f9eda8aa76968f85edc2a1d69c0d","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":22,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f9eda8cb75d082001ca90bf3e457', 'permission.decided', 1795194464459, '{"seq":9,"id":"sevt_01a1f9eda8cb75d082001ca90bf3e457","created_at":"2026-11-20T17:07:44.459Z","type":"permission.decided","permission_id":"perm_01a1f9eda8cb75d082001b72e9904f1c","tool_use_id":"sevt_01a1f9eda8c77124830b540986e3015b","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f9eda8cb75d08200231b030f84e4', 'tool.started', 1795194464459, '{"seq":10,"id":"sevt_01a1f9eda8cb75d08200231b030f84e4","created_at":"2026-11-20T17:07:44.459Z","type":"tool.started","tool_use_id":"sevt_01a1f9eda8c77124830b540986e3015b","attempt":1}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f9eda8e5729a8c6f17f4adc38664', 'file.written', 1795194464485, '{"seq":11,"id":"sevt_01a1f9eda8e5729a8c6f17f4adc38664","created_at":"2026-11-20T17:07:44.485Z","type":"file.written","path":"/workspace/one.txt","hash":"2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806","size_bytes":4,"tool_use_id":"sevt_01a1f9eda8c77124830b540986e3015b"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f9eda8e5729a8c6f19cce1d3b694', 'agent.tool_result', 1795194464485, '{"seq":12,"id":"sevt_01a1f9eda8e5729a8c6f19cce1d3b694","created_at":"2026-11-20T17:07:44.485Z","type":"agent.tool_result","message_id":"msg_01a1f9eda8e5729a8c6f13e667d56b40","tool_use_id":"sevt_01a1f9eda8c77124830b540986e3015b","content":[{"type":"text","text":"(Bash completed with no output)"}],"is_error":false,"outcome":"success","duration_ms":25,"message_index":2,"parent_message_id":"msg_01a1f9eda8aa76968f85edc2a1d69c0d"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f9eda8e6743699b36ec6354224b9', 'permission.decided', 1795194464486, '{"seq":13,"id":"sevt_01a1f9eda8e6743699b36ec6354224b9","created_at":"2026-11-20T17:07:44.486Z","type":"permission.decided","permission_id":"perm_01a1f9eda8e6743699b369281ffed1b9","tool_use_id":"sevt_01a1f9eda8c77124830b5b001ad3f3d9","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f9eda8e6743699b370fda51e17f9', 'tool.started', 1795194464486, '{"seq":14,"id":"sevt_01a1f9eda8e6743699b370fda51e17f9","created_at":"2026-11-20T17:07:44.486Z","type":"tool.started","tool_use_id":"sevt_01a1f9eda8c77124830b5b001ad3f3d9","attempt":1}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/33d6885c-9239-47e2-9309-176383a8550a', '5b4716e2cad68169b3e1a1e82a78a71a76fc66f3b59c2bf26120c5edadc514d6', '{"id":"sesn_01a1f9eda784712f91a7c3efc8a9bd5d","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9eda88d709c990095a43f446bd5","seq":2,"receipt":"started"}', 1795280864397);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u30b6cf172c6e"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9eda7c57749b96a22bf52e728b9');
INSERT INTO "meta" VALUES ('publication', '{"seq":1,"audit":{"count":1,"hash":"2d0ca77f2ab20b21ca9481c87688d131c6538d578a0b6400c29c2955d4953678"},"tally":{"counters":{"message_count":0,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":null,"active_ms":0,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":0,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":0,"metrics":0},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":1,"at_ms":1795194464240}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9eda784712f91a7c3efc8a9bd5d","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":3,"tool_call_count":2,"hook_execution_count":0,"permission_check_count":2,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":22,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T17:07:44.197Z","updated_at":"2026-11-20T17:07:44.486Z","started_at":"2026-11-20T17:07:44.397Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1f9eda8e5729a8c6f13e667d56b40","message_index":2,"parent_message_id":"msg_01a1f9eda8aa76968f85edc2a1d69c0d"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T17:07:44.397Z","inputs":[2],"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"in_line":false,"calls":[{"id":"sevt_01a1f9eda8c77124830b5b001ad3f3d9","seq":7,"name":"Bash","status":"running","attempts":1,"deadline":null,"requested_seq":null,"granted_seq":13}],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[],"context":{"from_seq":0,"tokens":788,"compacted_tokens":0},"compaction":null,"active_ms":0,"due":{"session_start":null,"prompts":[],"results":[{"id":"sevt_01a1f9eda8c77124830b540986e3015b","seq":6,"result_seq":12,"granted_seq":9,"name":"Bash","is_error":false}],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[{"second":1795194464,"count":2}]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
