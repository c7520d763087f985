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
INSERT INTO "events" VALUES (1, 'sevt_01a1f96bbc71750c8168390e64b7fb01', 'session.created', 1795185949809, '{"seq":1,"id":"sevt_01a1f96bbc71750c8168390e64b7fb01","created_at":"2026-11-20T14:45:49.809Z","type":"session.created","session_id":"sesn_01a1f96bbb7a7494885334b5dc7bf4fd","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f96bbdc576c4b98df270fd66003a', 'user.message', 1795185950149, '{"seq":2,"id":"sevt_01a1f96bbdc576c4b98df270fd66003a","created_at":"2026-11-20T14:45:50.149Z","type":"user.message","message_id":"msg_01a1f96bbdc576c4b98de7ef89d8cc20","content":[{"type":"text","text":"[{\"text\":\"never finished\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f96bbdc576c4b98df4d16fb85a19', 'session.status_running', 1795185950149, '{"seq":3,"id":"sevt_01a1f96bbdc576c4b98df4d16fb85a19","created_at":"2026-11-20T14:45:50.149Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f96bbe03721da28914453076d9df', 'span.model_request_start', 1795185950212, '{"seq":4,"id":"sevt_01a1f96bbe03721da28914453076d9df","created_at":"2026-11-20T14:45:50.212Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f96bbf5c7289950f82e4ea11485b', 'user.interrupt', 1795185950556, '{"seq":5,"id":"sevt_01a1f96bbf5c7289950f82e4ea11485b","created_at":"2026-11-20T14:45:50.556Z","type":"user.interrupt"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1f96bbf5e713e87b39aff0fbb535f', 'span.model_request_end', 1795185950558, '{"seq":6,"id":"sevt_01a1f96bbf5e713e87b39aff0fbb535f","created_at":"2026-11-20T14:45:50.558Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f96bbe03721da28914453076d9df","time_to_first_token_ms":null,"duration_ms":345,"message_id":null,"is_error":true,"model":"offline-script","model_usage":null,"cost_usd":null,"stop_reason":null,"stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f96bbf5e713e87b39de0c552dcda', 'session.status_idle', 1795185950558, '{"seq":7,"id":"sevt_01a1f96bbf5e713e87b39de0c552dcda","created_at":"2026-11-20T14:45:50.558Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"interrupted"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/d0c06c12-7b68-47f8-9200-69f2689e98da', 'c6a08729045407b52ce37fe06892783bad76b02e3940737ee76b0aa7551760c9', '{"id":"sesn_01a1f96bbb7a7494885334b5dc7bf4fd","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f96bbdc576c4b98de7ef89d8cc20","seq":2,"receipt":"started"}', 1795272350150);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u4a203ddceec3"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f96bbc71750c816837eeebb7dae5');
INSERT INTO "meta" VALUES ('published_seq', 7);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f96bbb7a7494885334b5dc7bf4fd","user_id":"admin","status":"active","last_stop_reason":"interrupted","error_message":null,"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T14:45:49.809Z","updated_at":"2026-11-20T14:45:50.558Z","started_at":"2026-11-20T14:45:50.149Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f96bbdc576c4b98de7ef89d8cc20","message_index":0,"parent_message_id":null},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":14,"compacted_tokens":0},"compaction":null,"active_ms":409}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
