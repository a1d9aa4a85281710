"""Bad input and faults: what goes wrong, and which tests show that nothing is lost by it.

Most of these stand where the thing is done; here stand those that kill real processes.
``test_named`` finds each test of this table in the tree.

What goes wrong, what happens then, and in which file and tests one sees it:

- an empty report: said at its field, nothing kept
  tests/web/signals/test_bad_input.py
    test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept
- a text of 100 kB, or far more: said at its field; above 1 MB refused unread
  tests/web/signals/test_bad_input.py
    test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept
  tests/web/signals/test_report.py
    test_an_enormous_text_is_refused_before_it_is_read
  tests/domain/signals/test_receiving.py
    test_a_report_that_cannot_be_is_refused_and_nothing_is_kept
- a photo of 25 MB: said at its field; what phones make, below 20 MB, is kept small
  tests/web/signals/test_bad_input.py
    test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept
    test_a_large_photo_below_the_limit_is_kept_small
  tests/kit/test_images.py
    test_a_file_above_the_limit_is_refused_unread
- a HEIC file or a text named .jpg: refused with what to do
  tests/web/signals/test_bad_input.py
    test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept
  tests/kit/test_images.py
    test_a_photo_of_a_phone_that_few_can_read_is_refused_with_what_to_do
    test_a_text_that_is_called_a_photo_is_refused
- a point in the sea or in another municipality: refused, with the name of the other
  tests/domain/signals/test_receiving.py
    test_a_report_that_cannot_be_is_refused_and_nothing_is_kept
  tests/web/signals/test_report.py
    test_a_spot_in_another_municipality_is_refused_by_its_name
- a closed signal answered twice: the second hears so, nobody is mailed again
  tests/web/signals/test_bad_input.py
    test_a_closed_signal_is_answered_once_and_the_second_hears_so
  tests/domain/signals/test_answering.py
    test_nothing_is_answered_before_it_was_decided_or_twice
- two people deciding at once: one is first, the other hears so
  tests/domain/signals/test_twice.py
    test_of_two_decisions_at_once_one_is_refused
  tests/domain/meetings/test_together.py
    test_one_of_two_who_decide_is_first_and_the_other_is_told
  tests/domain/concerns/test_twice.py
    test_of_two_who_confirm_at_once_one_does_and_the_other_hears_so
- expired and reused links: a page that says so and what to do
  tests/web/signals/test_follow.py
    test_an_expired_link_says_the_same
  tests/web/signals/test_partner.py
    test_an_expired_link_says_until_when_and_what_to_do
    test_a_second_answer_hears_that_there_is_one
  tests/domain/signals/test_replying.py
    test_the_link_is_for_one_answer
- a mail server that refuses, or is away: tried later or put aside, the others go on
  tests/cli/test_post.py
    test_a_mail_that_is_refused_has_failed
    test_what_may_go_later_waits_and_does_not_hold_up_the_rest
    test_mail_waits_for_a_server_that_is_away
- the worker killed in the middle: nothing lost, nothing twice outside the one window
  tests/faults/test_post_killed.py
    test_a_worker_killed_while_it_mails_loses_nothing
  tests/faults/test_closing_killed.py
    test_a_worker_killed_while_it_mails_an_action_list_loses_nothing
  tests/faults/test_post_reports_killed.py
    test_a_server_killed_in_the_midst_keeps_what_it_acknowledged
  tests/domain/signals/test_overdue.py
    test_killed_halfway_it_goes_on_the_next_time
  tests/domain/concerns/test_alarms.py
    test_an_alarm_that_is_forgotten_would_sound_again_but_mail_nobody_twice
- the clock at the change to summer time: an evening stays an evening, an hour an hour
  tests/domain/meetings/test_rhythm.py
    test_an_evening_stays_an_evening_when_the_clock_changes
    test_a_time_that_the_clock_leaps_over_is_still_one_meeting
  tests/kit/test_calendar.py
    test_eight_in_the_evening_stays_eight_across_summer_time
  tests/domain/concerns/test_alarms.py
    test_the_hours_are_hours_also_when_the_clock_is_set
- a group without members: the next in line gets it; a meeting of it closes and mails nobody
  tests/domain/signals/test_routing.py
    test_a_team_without_members_comes_after_one_that_has_some
  tests/domain/signals/test_overdue.py
    test_where_nobody_is_there_the_next_is_told_at_once
  tests/domain/concerns/test_receiving.py
    test_a_team_in_which_nobody_sits_takes_nothing
  tests/web/signals/test_bad_input.py
    test_a_meeting_of_a_group_without_members_is_closed_and_mails_nobody
"""
