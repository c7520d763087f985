CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    );
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
INSERT INTO "events" VALUES (1, 'sevt_01a1f97ad86c71fab416623c53fcf71e', 'session.created', 1795186940012, '{"seq":1,"id":"sevt_01a1f97ad86c71fab416623c53fcf71e","created_at":"2026-11-20T15:02:20.012Z","type":"session.created","session_id":"sesn_01a1f97ad85c73d9b80fcfb462b751b9","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f97ad8ac739399b315a424de980a', 'user.message', 1795186940076, '{"seq":2,"id":"sevt_01a1f97ad8ac739399b315a424de980a","created_at":"2026-11-20T15:02:20.076Z","type":"user.message","message_id":"msg_01a1f97ad8ac739399b30b586aa409e7","content":[{"type":"text","text":"[{\"thinking\":\"Hm.\",\"text\":\"Grüße, 世界 👋 ''quoted'' \\\\ back\\nline.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f97ad8ac739399b31a0b2628215f', 'session.status_running', 1795186940076, '{"seq":3,"id":"sevt_01a1f97ad8ac739399b31a0b2628215f","created_at":"2026-11-20T15:02:20.076Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f97ad8b372328025f15bfa33d52e', 'span.model_request_start', 1795186940084, '{"seq":4,"id":"sevt_01a1f97ad8b372328025f15bfa33d52e","created_at":"2026-11-20T15:02:20.084Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f97ad8bb77ee82d7b4c5287be1ee', 'agent.thinking', 1795186940092, '{"seq":5,"id":"sevt_01a1f97ad8bb77ee82d7b4c5287be1ee","created_at":"2026-11-20T15:02:20.092Z","type":"agent.thinking","message_id":"msg_01a1f97ad8b47792bfbcb2bcfb5e25cd","content":[{"type":"thinking","thinking":"Hm.","signature":"offline_7d3e123b67371be302b8814f8040db9a"}],"message_index":1,"parent_message_id":"msg_01a1f97ad8ac739399b30b586aa409e7"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f97ad8bb77ee82d7b8fb8e1b1c75', 'agent.message', 1795186940092, '{"seq":6,"id":"sevt_01a1f97ad8bb77ee82d7b8fb8e1b1c75","created_at":"2026-11-20T15:02:20.092Z","type":"agent.message","message_id":"msg_01a1f97ad8b47792bfbcb2bcfb5e25cd","content":[{"type":"text","text":"Grüße, 世界 👋 ''quoted'' \\ back\nline.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f97ad8ac739399b30b586aa409e7"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f97ad8bc7703927144036f0d046a', 'span.model_request_end', 1795186940092, '{"seq":7,"id":"sevt_01a1f97ad8bc7703927144036f0d046a","created_at":"2026-11-20T15:02:20.092Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f97ad8b372328025f15bfa33d52e","time_to_first_token_ms":8,"duration_ms":9,"message_id":"msg_01a1f97ad8b47792bfbcb2bcfb5e25cd","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":10,"cache_creation_input_tokens":733,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f97ad8bc77039271492528fefd43', 'session.status_idle', 1795186940092, '{"seq":8,"id":"sevt_01a1f97ad8bc77039271492528fefd43","created_at":"2026-11-20T15:02:20.092Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f97ad8e0717aa30774e84c46e498', 'user.message', 1795186940128, '{"seq":9,"id":"sevt_01a1f97ad8e0717aa30774e84c46e498","created_at":"2026-11-20T15:02:20.128Z","type":"user.message","message_id":"msg_01a1f97ad8e0717aa3076bdee1058695","content":[{"type":"text","text":"[{\"text\":\"two\"}]"}],"on_busy":"queue","message_index":2,"parent_message_id":"msg_01a1f97ad8b47792bfbcb2bcfb5e25cd"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (10, 'sevt_01a1f97ad8e0717aa3077b06c6058963', 'session.status_running', 1795186940128, '{"seq":10,"id":"sevt_01a1f97ad8e0717aa3077b06c6058963","created_at":"2026-11-20T15:02:20.128Z","type":"session.status_running","turn":2,"inputs":[9]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (11, 'sevt_01a1f97ad8e977ceb8fe1654639c82a1', 'span.model_request_start', 1795186940137, '{"seq":11,"id":"sevt_01a1f97ad8e977ceb8fe1654639c82a1","created_at":"2026-11-20T15:02:20.137Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f97ad8ed7340be53e90511f0d347', 'agent.message', 1795186940142, '{"seq":12,"id":"sevt_01a1f97ad8ed7340be53e90511f0d347","created_at":"2026-11-20T15:02:20.142Z","type":"agent.message","message_id":"msg_01a1f97ad8e977ceb8fe1ae91482c112","content":[{"type":"text","text":"two","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1f97ad8e0717aa3076bdee1058695"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f97ad8ee7609b8acd7625aa40ba9', 'span.model_request_end', 1795186940142, '{"seq":13,"id":"sevt_01a1f97ad8ee7609b8acd7625aa40ba9","created_at":"2026-11-20T15:02:20.142Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f97ad8e977ceb8fe1654639c82a1","time_to_first_token_ms":4,"duration_ms":5,"message_id":"msg_01a1f97ad8e977ceb8fe1ae91482c112","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":14,"cache_read_input_tokens":732},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f97ad8ee7609b8acdbd29804e346', 'session.status_idle', 1795186940142, '{"seq":14,"id":"sevt_01a1f97ad8ee7609b8acdbd29804e346","created_at":"2026-11-20T15:02:20.142Z","type":"session.status_idle","turn":2,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/27e4508b-aa00-4602-ab76-210aa8f23b79', 'c2e9191bdeb0a6ec832ca058c22afe2a59ca23dc12dc017076f70ce7d25498a6', '{"id":"sesn_01a1f97ad85c73d9b80fcfb462b751b9","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f97ad8ac739399b30b586aa409e7","seq":2,"receipt":"started"}', 1795273340076);
INSERT INTO "idempotency" VALUES ('admin/455620c7-33f5-4de7-9163-9358b1f4d22d', '8012b051d3fccb6e6d53d425dca56d35b110cdbff7664aef6a0fb2b2e29ee343', '[9]', 1795273340128);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["uaf480ba57f4f"],["aa93af9c07e29","a378ff8246a58"],["ufd50b7fb51e5"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f97ad86b71fe9563a1cea4a3a348');
INSERT INTO "meta" VALUES ('publication', '{"seq":14,"audit":{"count":3,"hash":"96ad8ce65c0fc84a14b6d1ae51d478fd4501961dd9177d5b551a427054013a83"},"tally":{"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"last_message_id":"msg_01a1f97ad8e977ceb8fe1ae91482c112","active_ms":30,"running_since":null,"timed_call_count":0,"tool_ms":0,"settled_call_count":0,"model_call_count":2,"turn_end_count":2},"at_ms":1795186940170}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f97ad85c73d9b80fcfb462b751b9","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"created_at":"2026-11-20T15:02:20.012Z","updated_at":"2026-11-20T15:02:20.142Z","started_at":"2026-11-20T15:02:20.076Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1f97ad8e977ceb8fe1ae91482c112","message_index":3,"parent_message_id":"msg_01a1f97ad8e0717aa3076bdee1058695"},"turn_count":2,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":747,"compacted_tokens":0},"compaction":null,"active_ms":30}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
