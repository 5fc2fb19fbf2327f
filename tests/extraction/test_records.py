"""What a quotation carries beside its words: role, inner quotation, agency, reason, kind of speaker, abstention."""

from articles.extraction import Quotation, SpeakerKind, extract


def only(text: str) -> Quotation:
    (quotation,) = extract(text).quotations
    return quotation


def test_a_quotation_within_is_given_apart() -> None:
    text = "“My mother told me, ‘Never cross on foot,’ and I never did,” said Ann Lee."
    assert [text[a:b] for a, b in only(text).inner] == ["Never cross on foot,"]


def test_a_term_within_is_no_quotation_within() -> None:
    assert only("“We call it ‘creep’ here,” said Ann Lee.").inner == ()


def test_the_role_beside_the_speaker_goes_before_an_earlier_one() -> None:
    text = "Mayor Ann Lee opened the bridge. “It is safe,” said Ann Lee, an engineer by training."
    quotation = only(text)
    assert quotation.role is not None
    assert quotation.role.words == "an engineer by training"


def test_the_first_role_serves_where_none_stands_beside_the_speaker() -> None:
    quotation = only("Mayor Ann Lee opened the bridge. “It is safe,” she said.")
    assert quotation.role is not None
    assert quotation.role.words == "Mayor"


def test_a_person_a_body_and_a_stranger_are_told_apart() -> None:
    assert only("“It is safe,” said Ann Lee.").speaker_kind is SpeakerKind.PERSON
    assert only("“It is safe,” the Harbour Authority said.").speaker_kind is SpeakerKind.ORGANISATION
    assert only("“It is safe,” a fisherman said.").speaker_kind is SpeakerKind.UNKNOWN


def test_where_nobody_is_likely_nobody_is_named_and_the_reason_says_so() -> None:
    quotation = only("“It is safe,” she said.")
    assert (quotation.speaker, quotation.entity) == (None, None)
    assert quotation.reason.endswith("speaker not named: nobody is likely enough")


def test_a_pronoun_is_less_sure_than_a_name() -> None:
    named, meant = extract("“It is safe,” said Ann Lee. “It is new,” she said.").quotations
    assert named.confidence > meant.confidence


def test_entities_carry_aliases_mentions_and_gender() -> None:
    text = "Valérie Morel crossed first. Ms. Morel laughed. Valerie Morel drove home."
    (entity,) = [entity for entity in extract(text).entities if entity.kind is SpeakerKind.PERSON]
    assert entity.name == "Valérie Morel"
    assert set(entity.aliases) == {"Morel", "Valerie Morel"}
    assert [text[a:b] for a, b in entity.mentions] == ["Valérie Morel", "Morel", "Valerie Morel"]
    assert entity.gender == "f"


def test_the_agency_that_cites_is_kept_apart_from_the_one_cited() -> None:
    text = "The bridge will open in May, Reuters reported, citing the Harbour Authority."
    quotation = only(text)
    assert quotation.via is not None
    assert text[slice(*quotation.via)] == "Reuters"
    assert quotation.speaker == "Harbour Authority"
