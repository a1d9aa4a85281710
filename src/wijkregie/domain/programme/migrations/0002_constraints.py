from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0001_initial'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='funder',
            constraint=models.UniqueConstraint(fields=('municipality', 'name'), name='funder_name_once'),
        ),
        migrations.AddConstraint(
            model_name='bottleneckgoal',
            constraint=models.UniqueConstraint(fields=('bottleneck', 'goal'), name='bottleneck_goal_once'),
        ),
        migrations.AddConstraint(
            model_name='goalindicator',
            constraint=models.UniqueConstraint(fields=('goal', 'key'), name='goal_indicator_key_once'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.UniqueConstraint(fields=('municipality', 'key'), name='programme_key_once'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.CheckConstraint(condition=models.Q(('until_year__gte', models.F('from_year'))), name='programme_period'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.UniqueConstraint(fields=('programme', 'key'), name='goal_key_once'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level', 'impact'), ('parent__isnull', True)), models.Q(('level', 'impact'), _negated=True), _connector='OR'), name='goal_impact_on_top'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['impact', 'tactical', 'operational'])), name='goal_level_is_known'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('project', 'part', 'name'), name='party_once'),
        ),
        migrations.AddConstraint(
            model_name='coverageline',
            constraint=models.CheckConstraint(condition=models.Q(('cents__isnull', True), ('cents__gte', 0), _connector='OR'), name='coverage_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='coverageline',
            constraint=models.CheckConstraint(condition=models.Q(('pledge__in', ['asked', 'promised', 'committed'])), name='coverage_pledge_is_known'),
        ),
        migrations.AddConstraint(
            model_name='costline',
            constraint=models.CheckConstraint(condition=models.Q(('cents__isnull', True), ('cents__gte', 0), _connector='OR'), name='cost_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='projectbottleneck',
            constraint=models.UniqueConstraint(fields=('project', 'bottleneck'), name='project_bottleneck_once'),
        ),
        migrations.AddConstraint(
            model_name='projectgoal',
            constraint=models.UniqueConstraint(fields=('project', 'goal'), name='project_goal_once'),
        ),
        migrations.AddConstraint(
            model_name='projectsignal',
            constraint=models.UniqueConstraint(fields=('project', 'signal'), name='project_signal_once'),
        ),
        migrations.AddIndex(
            model_name='projectstep',
            index=models.Index(fields=['project', 'at'], name='project_step_by_project'),
        ),
        migrations.AddConstraint(
            model_name='regularactivity',
            constraint=models.UniqueConstraint(fields=('programme', 'name'), name='regular_activity_once'),
        ),
        migrations.AddIndex(
            model_name='project',
            index=models.Index(fields=['municipality', 'state'], name='project_by_municipality'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.UniqueConstraint(fields=('programme', 'number'), name='project_number_once'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['idea', 'approved', 'running', 'finished', 'handed_over', 'stopped'])), name='project_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('finished', 'handed_over')), _negated=True), models.Q(('finished_at__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='project_finished_with_result'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('until_year__isnull', True), ('from_year__isnull', True), ('until_year__gte', models.F('from_year')), _connector='OR'), name='project_period'),
        ),
    ]
