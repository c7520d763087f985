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
INSERT INTO "events" VALUES (1, 'sevt_01a1f97ad8c5771b83c09bc44167afc4', 'session.created', 1795186940101, '{"seq":1,"id":"sevt_01a1f97ad8c5771b83c09bc44167afc4","created_at":"2026-11-20T15:02:20.101Z","type":"session.created","session_id":"sesn_01a1f97ad8a97100a7a33198bd65695c","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f97ad9377641b4793f1d54bb1d10', 'user.message', 1795186940215, '{"seq":2,"id":"sevt_01a1f97ad9377641b4793f1d54bb1d10","created_at":"2026-11-20T15:02:20.215Z","type":"user.message","message_id":"msg_01a1f97ad9377641b479329abe91445e","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"ask_person\",\"input\":{\"question\":\"which?\"}}]},{\"text\":\"{{last_result}}\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f97ad9377641b4794324f0b37b17', 'session.status_running', 1795186940215, '{"seq":3,"id":"sevt_01a1f97ad9377641b4794324f0b37b17","created_at":"2026-11-20T15:02:20.215Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f97ad942741bbcb93fa5d88fe0a9', 'span.model_request_start', 1795186940226, '{"seq":4,"id":"sevt_01a1f97ad942741bbcb93fa5d88fe0a9","created_at":"2026-11-20T15:02:20.226Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f97ad947744f8a1184af50ed1acf', 'agent.custom_tool_use', 1795186940231, '{"seq":5,"id":"sevt_01a1f97ad947744f8a1184af50ed1acf","created_at":"2026-11-20T15:02:20.231Z","type":"agent.custom_tool_use","message_id":"msg_01a1f97ad942741bbcb9414b90403af3","name":"ask_person","input":{"question":"which?"},"block":{"type":"tool_use","id":"toolu_offline_9c823bd6e074d81e_0","name":"ask_person","input":{"question":"which?"},"caller":{"type":"direct"}},"deadline":"2026-11-27T15:02:20.231Z","message_index":1,"parent_message_id":"msg_01a1f97ad9377641b479329abe91445e"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f97ad947744f8a118b7cca1df353', 'span.model_request_end', 1795186940231, '{"seq":6,"id":"sevt_01a1f97ad947744f8a118b7cca1df353","created_at":"2026-11-20T15:02:20.231Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f97ad942741bbcb93fa5d88fe0a9","time_to_first_token_ms":null,"duration_ms":5,"message_id":"msg_01a1f97ad942741bbcb9414b90403af3","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":8,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f97ad9487149850a34f09a5eb160', 'session.status_idle', 1795186940232, '{"seq":7,"id":"sevt_01a1f97ad9487149850a34f09a5eb160","created_at":"2026-11-20T15:02:20.232Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"requires_action","event_ids":["sevt_01a1f97ad947744f8a1184af50ed1acf"]},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/be930da1-1767-487f-a468-dcc1d983800c', '0adca375bf44e025627d4103e9a51b963c7c7ddbd2ba33e0f6f5cba2ee428b9b', '{"id":"sesn_01a1f97ad8a97100a7a33198bd65695c","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f97ad9377641b479329abe91445e","seq":2,"receipt":"started"}', 1795273340215);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","8482bb91a225","6de1b94a0f01"],"system":["036cb01416f5"],"messages":[["u2bd09ddecd1e"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f97ad8c472eb98903772bfa49bf3');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":2,"hash":"4481d42fa0d65f58f08360333ccfb08df2aa45f3dce229694e47fc390f604938"},"tally":{"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"last_message_id":"msg_01a1f97ad942741bbcb9414b90403af3","active_ms":17,"running_since":null,"timed_call_count":0,"tool_ms":0,"settled_call_count":0,"model_call_count":1,"turn_end_count":1},"at_ms":1795186940242}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f97ad8a97100a7a33198bd65695c","user_id":"admin","status":"waiting","last_stop_reason":"requires_action","error_message":null,"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T15:02:20.101Z","updated_at":"2026-11-20T15:02:20.232Z","started_at":"2026-11-20T15:02:20.215Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f97ad942741bbcb9414b90403af3","message_index":1,"parent_message_id":"msg_01a1f97ad9377641b479329abe91445e"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":null,"inputs":[2],"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"in_line":false,"calls":[{"id":"sevt_01a1f97ad947744f8a1184af50ed1acf","seq":5,"name":"ask_person","status":"waiting","attempts":0,"deadline":"2026-11-27T15:02:20.231Z","requested_seq":null,"granted_seq":null}],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[],"context":{"from_seq":0,"tokens":766,"compacted_tokens":0},"compaction":null,"active_ms":17}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
