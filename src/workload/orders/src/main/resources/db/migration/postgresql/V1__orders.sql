create table stock (
    product varchar(40) primary key,
    quantity integer not null check (quantity >= 0)
);

create table orders (
    id uuid primary key,
    placed timestamp with time zone not null
);

create table order_lines (
    order_id uuid not null references orders,
    product varchar(40) not null references stock,
    quantity integer not null check (quantity > 0),
    primary key (order_id, product)
);

insert into stock (product, quantity)
select 'item-' || lpad(number::text, 3, '0'), 1000000 from generate_series(1, 200) as number;
