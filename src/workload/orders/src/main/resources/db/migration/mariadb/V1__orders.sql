create table stock (
    product varchar(40) primary key,
    quantity integer not null check (quantity >= 0)
);

create table orders (
    id char(36) primary key,
    placed datetime(6) not null
);

create table order_lines (
    order_id char(36) not null,
    product varchar(40) not null,
    quantity integer not null check (quantity > 0),
    primary key (order_id, product),
    foreign key (order_id) references orders (id),
    foreign key (product) references stock (product)
);

insert into stock (product, quantity)
select concat('item-', lpad(seq, 3, '0')), 1000000 from seq_1_to_200;
