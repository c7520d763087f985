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
INSERT INTO "events" VALUES (1, 'sevt_01a1fa0e44e572c19b549cdcb1a15dad', 'session.created', 1795196601573, '{"seq":1,"id":"sevt_01a1fa0e44e572c19b549cdcb1a15dad","created_at":"2026-11-20T17:43:21.573Z","type":"session.created","session_id":"sesn_01a1fa0e44b974e8bb26dcd5162f7ffe","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}},"config_version":1}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fa0e455575af8f3c320abc7600d9', 'user.message', 1795196601685, '{"seq":2,"id":"sevt_01a1fa0e455575af8f3c320abc7600d9","created_at":"2026-11-20T17:43:21.685Z","type":"user.message","message_id":"msg_01a1fa0e455575af8f3c2642daf36957","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"ask_person\",\"input\":{\"question\":\"which?\"}}]},{\"text\":\"{{last_result}}\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fa0e455575af8f3c368ff6e526ce', 'session.status_running', 1795196601685, '{"seq":3,"id":"sevt_01a1fa0e455575af8f3c368ff6e526ce","created_at":"2026-11-20T17:43:21.685Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fa0e457073fea9439ecd94baa0e0', 'span.model_request_start', 1795196601712, '{"seq":4,"id":"sevt_01a1fa0e457073fea9439ecd94baa0e0","created_at":"2026-11-20T17:43:21.712Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fa0e458a75169fc8ffd5ad8a8ce8', 'agent.custom_tool_use', 1795196601738, '{"seq":5,"id":"sevt_01a1fa0e458a75169fc8ffd5ad8a8ce8","created_at":"2026-11-20T17:43:21.738Z","type":"agent.custom_tool_use","message_id":"msg_01a1fa0e457073fea943a263a81211b6","name":"ask_person","input":{"question":"which?"},"block":{"type":"tool_use","id":"toolu_offline_9c823bd6e074d81e_0","name":"ask_person","input":{"question":"which?"},"caller":{"type":"direct"}},"deadline":"2026-11-27T17:43:21.738Z","message_index":1,"parent_message_id":"msg_01a1fa0e455575af8f3c2642daf36957"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1fa0e458a75169fc9021093336ae0', 'span.model_request_end', 1795196601738, '{"seq":6,"id":"sevt_01a1fa0e458a75169fc9021093336ae0","created_at":"2026-11-20T17:43:21.738Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fa0e457073fea9439ecd94baa0e0","time_to_first_token_ms":null,"duration_ms":26,"message_id":"msg_01a1fa0e457073fea943a263a81211b6","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":8,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1fa0e458a75169fc9061163f8fbb6', 'session.status_idle', 1795196601738, '{"seq":7,"id":"sevt_01a1fa0e458a75169fc9061163f8fbb6","created_at":"2026-11-20T17:43:21.738Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"requires_action","event_ids":["sevt_01a1fa0e458a75169fc8ffd5ad8a8ce8"]},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/537cf123-1644-48db-a835-cdd0359b82bd', '962163bed2d5b14c5e97cac2b1a9941e02c7f03bee05ae0d6d0ba60c5b1b509e', '{"id":"sesn_01a1fa0e44b974e8bb26dcd5162f7ffe","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fa0e455575af8f3c2642daf36957","seq":2,"receipt":"started"}', 1795283001685);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[{"name":"ask_person","description":"asks","input_schema":{"type":"object"}}],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('controls', '{"version":0,"policies":{"policies":[],"restricted_paths":[],"blocked_commands":[],"tool_allowlist":null},"hooks":[]}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","8482bb91a225","6de1b94a0f01"],"system":["036cb01416f5"],"messages":[["u2bd09ddecd1e"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fa0e44e572c19b5499772535c525');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":2,"hash":"b21a1f6778d032bd6f6db1ae1ed6cb6080d88a191e21aea8a3dce4ba9d9ffd23"},"tally":{"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"last_message_id":"msg_01a1fa0e457073fea943a263a81211b6","active_ms":53,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":2,"tool_calls":1,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":1,"metrics":1},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":7,"at_ms":1795196601786}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1fa0e44b974e8bb26dcd5162f7ffe","user_id":"admin","status":"waiting","last_stop_reason":"requires_action","error_message":null,"counters":{"message_count":2,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":8,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T17:43:21.573Z","updated_at":"2026-11-20T17:43:21.738Z","started_at":"2026-11-20T17:43:21.685Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1fa0e457073fea943a263a81211b6","message_index":1,"parent_message_id":"msg_01a1fa0e455575af8f3c2642daf36957"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":null,"inputs":[2],"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"in_line":false,"calls":[{"id":"sevt_01a1fa0e458a75169fc8ffd5ad8a8ce8","seq":5,"name":"ask_person","status":"waiting","attempts":0,"deadline":"2026-11-27T17:43:21.738Z","requested_seq":null,"granted_seq":null}],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null,"ended_before":null},"inputs":[],"context":{"from_seq":0,"tokens":766,"compacted_tokens":0},"compaction":null,"active_ms":53,"due":{"session_start":null,"prompts":[],"results":[],"notice":{"type":"client_tool","message":"Waiting for the result of ask_person","seq":7},"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
