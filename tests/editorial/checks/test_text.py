"""Checks of the text and of what stands around it: marks, names, roles, headline, source, dateline, picture."""

import pytest

from articles.editorial.checks import AddAlias, run
from articles.models import Photo
from tests import make
from tests.editorial.checks.stories import SAID, codes, draft, field, found, words

pytestmark = pytest.mark.django_db


class TestMarks:
    def test_an_unclosed_and_a_stray_mark_are_warnings_at_the_mark(self):
        story = draft("“We stay, she said.\n\nIt rained.\n\nThe end.”")
        unclosed, stray = found(story)
        assert (unclosed.code, unclosed.level, words(story, unclosed)) == ("unclosed-mark", "warning", ["“"])
        assert (stray.code, stray.level, words(story, stray)) == ("stray-mark", "warning", ["”"])
        assert "We stay, she said" in unclosed.message
        assert "The end." in stray.message

    def test_headline_and_summary_are_read_too(self):
        story = draft(headline="“We stay, Field says", summary="Field says: “We stay.")
        assert [(f.code, f.field) for f in found(story)] == [
            ("unclosed-mark", "headline"),
            ("unclosed-mark", "summary"),
        ]

    def test_any_language_has_its_marks(self):
        assert codes(draft("« Oui », dit-il. „Ja“, sagte sie. ”Nej”, sa han.", language="fr")) == []


class TestNames:
    def test_a_near_spelling_is_a_warning_with_the_alias_to_add(self):
        story = draft("Hélene Dupré came. Then Dupre left, and Dupre returned.")
        who = make.person("Hélène Dupré")
        make.mention(story, who)
        first, second = found(story, "name-spelled-otherwise")
        assert first.fix == AddAlias(who.pk, "Hélene Dupré")
        assert second.fix == AddAlias(who.pk, "Dupre")
        assert words(story, second) == ["Dupre", "Dupre"]
        assert (second.level, second.person) == ("warning", who.pk)
        assert "Hélène Dupré" in second.message

    def test_the_names_of_speakers_are_looked_for_in_the_headline_too(self):
        story = draft(headline="Nora Feild to publish the report")
        make.quote(story, SAID, speaker_person=field())
        (finding,) = found(story, "name-spelled-otherwise")
        assert (finding.field, finding.fix.alias) == ("headline", "Nora Feild")

    def test_aliases_other_people_of_the_story_and_strangers_are_left_alone(self):
        story = draft("Dupre and Duprée came with Anna Mark.")
        make.mention(story, make.person("Hélène Dupré", aliases=["Dupre"]))
        make.mention(story, make.person("Marie Duprée"))
        make.person("Anne Mark")
        assert codes(story) == []


class TestRoles:
    def quoted_in(self, story, who=None, /, **role):
        who = who or field()
        make.mention(story, who)
        return make.quote(story, SAID, speaker_person=who, role=make.role(who, **role))

    def test_a_role_that_was_over_is_a_warning(self):
        story = draft()
        self.quoted_in(story, title="MP", start="2010", end="2018")
        (finding,) = found(story)
        assert (finding.code, finding.level, words(story, finding)) == ("role-not-held", "warning", [SAID])
        assert all(part in finding.message for part in ("2021-12-27", "Nora Field", "MP", "from 2010 to 2018"))

    def test_a_role_that_was_held_when_it_was_said_is_fine(self):
        story = draft()
        quote = self.quoted_in(story, title="MP", start="2010", end="2018")
        quote.said_on = "2015"
        quote.save()
        assert codes(story) == []

    @pytest.mark.parametrize("dates", [{}, {"start": "2020"}, {"end": "2021"}, {"as_of": "2019-01-01"}])
    def test_a_role_that_may_have_been_held_is_fine(self, dates):
        story = draft()
        self.quoted_in(story, title="MP", **dates)
        assert codes(story) == []

    @pytest.mark.parametrize(
        ("printed", "role", "said"),
        [
            ("minister", {"title": "minister", "end": "2018"}, "until 2018"),
            ("former minister", {"title": "minister", "start": "2020"}, "still"),
            ("minister", {"title": "deputy minister", "start": "2020"}, "deputy minister"),
            ("former minister", {"title": "minister", "end": "2018"}, None),
            ("minister", {"title": "minister", "start": "2020"}, None),
            ("minister", {"title": "mayor", "end": "2018"}, None),
        ],
    )
    def test_words_beside_a_name_that_the_record_contradicts(self, printed, role, said):
        story = draft(f"It was late when {printed} Nora Field spoke.")
        who = field()
        make.mention(story, who)
        make.role(who, **role)
        findings = found(story)
        assert [f.code for f in findings] == (["described-otherwise"] if said else [])
        for finding in findings:
            assert words(story, finding) == [printed]
            assert said in finding.message

    def test_what_is_not_english_is_not_read_for_roles(self):
        story = draft("It was late when minister Nora Field spoke.", language="fr")
        who = field()
        make.mention(story, who)
        make.role(who, title="minister", end="2018")
        assert codes(story) == []


class TestHeadline:
    CLAIM = "The bridge is unsafe and must be closed"
    BODY = f"“{CLAIM},” Nora Field said."

    @pytest.mark.parametrize("state", ["confirmed", "suggested"])
    @pytest.mark.parametrize("kind", ["direct", "indirect"])
    def test_a_claim_in_our_own_voice_is_a_warning_on_those_words(self, state, kind):
        story = draft(self.BODY, headline="Bridge unsafe and must be closed", summary="Field spoke.")
        who = field()
        make.mention(story, who)
        make.quote(story, self.CLAIM, speaker_person=who, state=state, kind=kind)
        (finding,) = found(story, "claim-in-our-voice")
        assert (finding.level, finding.field) == ("warning", "headline")
        assert words(story, finding) == ["Bridge unsafe and must be closed"]
        assert "Nora Field" in finding.message

    @pytest.mark.parametrize(
        "headline", ["Field: bridge unsafe and must be closed", "Bridge ‘unsafe and must be closed’"]
    )
    def test_attributed_or_quoted_it_is_fine(self, headline):
        story = draft(self.BODY, headline=headline)
        who = field()
        make.mention(story, who)
        make.quote(story, self.CLAIM, speaker_person=who)
        assert codes(story) == []

    @pytest.mark.parametrize("headline", ["", "  ", "…", "Untitled", "HEADLINE HERE", "TK"])
    def test_a_headline_that_is_none_is_an_error(self, headline):
        story = draft()
        story.headline = headline
        (finding,) = run(story)
        assert (finding.code, finding.level, finding.field) == ("no-headline", "error", "headline")


class TestCompleteness:
    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"source": None}, ["no-source"]),
            ({"dateline_place": ""}, ["no-dateline-place"]),
            ({"dateline_date": None}, ["no-dateline-date"]),
            ({"dateline_place": "", "dateline_date": None}, ["no-dateline"]),
            ({}, []),
        ],
    )
    def test_source_and_dateline(self, fields, expected):
        findings = found(draft(**fields))
        assert [f.code for f in findings] == expected
        assert all(f.level == "warning" and f.field in {"source", "dateline_place", "dateline_date"} for f in findings)

    @pytest.mark.parametrize(
        ("photo", "expected"),
        [
            ({"alt": "A bridge at dawn", "credit": "A. Photographer"}, []),
            ({"alt": " ", "credit": "A. Photographer"}, ["no-alt"]),
            ({"alt": "IMG_0042.jpg", "credit": "A. Photographer"}, ["no-alt"]),
            ({"alt": "photo", "credit": "—"}, ["no-alt", "no-credit"]),
        ],
    )
    def test_what_is_said_of_the_lead_photo(self, photo, expected):
        story = draft(lead_photo=Photo.objects.create(**photo))
        findings = found(story)
        assert [f.code for f in findings] == expected
        assert all((f.level, f.field) == ("error", "lead_photo") for f in findings)
