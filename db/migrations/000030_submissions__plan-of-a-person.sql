-- A plan is its educator's, wherever they work: it is found by the person, and org_id says where it was begun.

create index plan_person on plan (person_id);
create index plan_item_person on plan_item (person_id);
