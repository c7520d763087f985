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
INSERT INTO "events" VALUES (1, 'sevt_01a1f96bbc7072e4a63b7bd22ca74664', 'session.created', 1795185949808, '{"seq":1,"id":"sevt_01a1f96bbc7072e4a63b7bd22ca74664","created_at":"2026-11-20T14:45:49.808Z","type":"session.created","session_id":"sesn_01a1f96bbb797247af9c786903bedae7","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f96bbdcd7718909b3615666fca22', 'user.message', 1795185950157, '{"seq":2,"id":"sevt_01a1f96bbdcd7718909b3615666fca22","created_at":"2026-11-20T14:45:50.157Z","type":"user.message","message_id":"msg_01a1f96bbdcd7718909b299b968a6556","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"ask_person\",\"input\":{\"question\":\"which?\"}}]},{\"text\":\"{{last_result}}\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f96bbdcd7718909b3ab8b03b919a', 'session.status_running', 1795185950157, '{"seq":3,"id":"sevt_01a1f96bbdcd7718909b3ab8b03b919a","created_at":"2026-11-20T14:45:50.157Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f96bbe0a73f9a0de185cf89ad1ed', 'span.model_request_start', 1795185950218, '{"seq":4,"id":"sevt_01a1f96bbe0a73f9a0de185cf89ad1ed","created_at":"2026-11-20T14:45:50.218Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f96bbe2c71b8a2644cfabb8b57b8', 'agent.custom_tool_use', 1795185950252, '{"seq":5,"id":"sevt_01a1f96bbe2c71b8a2644cfabb8b57b8","created_at":"2026-11-20T14:45:50.252Z","type":"agent.custom_tool_use","message_id":"msg_01a1f96bbe0a73f9a0de1d3a000a96fc","name":"ask_person","input":{"question":"which?"},"block":{"type":"tool_use","id":"toolu_offline_9c823bd6e074d81e_0","name":"ask_person","input":{"question":"which?"},"caller":{"type":"direct"}},"deadline":"2026-11-27T14:45:50.252Z","message_index":1,"parent_message_id":"msg_01a1f96bbdcd7718909b299b968a6556"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f96bbe2c71b8a26451d2b1f1d678', 'span.model_request_end', 1795185950252, '{"seq":6,"id":"sevt_01a1f96bbe2c71b8a26451d2b1f1d678","created_at":"2026-11-20T14:45:50.252Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f96bbe0a73f9a0de185cf89ad1ed","time_to_first_token_ms":null,"duration_ms":34,"message_id":"msg_01a1f96bbe0a73f9a0de1d3a000a96fc","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":8,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f96bbe2c71b8a264545ae970d852', 'session.status_idle', 1795185950252, '{"seq":7,"id":"sevt_01a1f96bbe2c71b8a264545ae970d852","created_at":"2026-11-20T14:45:50.252Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"requires_action","event_ids":["sevt_01a1f96bbe2c71b8a2644cfabb8b57b8"]},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/df66dc2f-9ba5-4ba5-bc4a-fbc8b1cdeeed', 'b5e964654de4d51f1faadbd3aeae0dec4b8529c84ff34100a0920798b0d9b504', '{"id":"sesn_01a1f96bbb797247af9c786903bedae7","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f96bbdcd7718909b299b968a6556","seq":2,"receipt":"started"}', 1795272350157);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","8482bb91a225","6de1b94a0f01"],"system":["036cb01416f5"],"messages":[["u2bd09ddecd1e"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f96bbc7072e4a63b757fe037da9d');
INSERT INTO "meta" VALUES ('published_seq', 7);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f96bbb797247af9c786903bedae7","user_id":"admin","status":"waiting","last_stop_reason":"requires_action","error_message":null,"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T14:45:49.808Z","updated_at":"2026-11-20T14:45:50.252Z","started_at":"2026-11-20T14:45:50.157Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f96bbe0a73f9a0de1d3a000a96fc","message_index":1,"parent_message_id":"msg_01a1f96bbdcd7718909b299b968a6556"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":null,"inputs":[2],"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"in_line":false,"calls":[{"id":"sevt_01a1f96bbe2c71b8a2644cfabb8b57b8","seq":5,"name":"ask_person","status":"waiting","attempts":0,"deadline":"2026-11-27T14:45:50.252Z","requested_seq":null,"granted_seq":null}],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[],"context":{"from_seq":0,"tokens":766,"compacted_tokens":0},"compaction":null,"active_ms":95}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
